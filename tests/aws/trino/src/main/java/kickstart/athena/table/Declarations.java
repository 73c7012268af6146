package kickstart.athena.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trino.spi.connector.SchemaTableName;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The Glue Data Catalog as the tests declare it. Replaced as a whole, so that no test sees another one's tables. */
public final class Declarations {
    /** The name under which Athena knows the Glue Data Catalog. */
    public static final String CATALOG = "awsdatacatalog";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private record State(Set<String> databases, Map<SchemaTableName, Table> tables) {}

    private volatile State state = new State(Set.of("default"), Map.of());

    /**
     * Takes the tables of a request instead of those before, and its {@code databases}, which may be empty of tables.
     *
     * @throws JsonProcessingException if a table is not declared as it must be
     */
    public void replace(JsonNode request) throws JsonProcessingException {
        Set<String> databases = new TreeSet<>(Set.of("default"));
        request.path("databases").forEach(name -> databases.add(name.asText()));
        Map<SchemaTableName, Table> tables = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        for (JsonNode declared : request.path("tables")) {
            Table table = JSON.treeToValue(declared, Table.class);
            databases.add(table.database());
            tables.put(table.name(), table);
        }
        state = new State(databases, tables);
    }

    List<String> databases() {
        return List.copyOf(state.databases());
    }

    List<SchemaTableName> names() {
        return List.copyOf(state.tables().keySet());
    }

    /** The table of this name, or null. */
    Table table(SchemaTableName name) {
        return state.tables().get(name);
    }
}
