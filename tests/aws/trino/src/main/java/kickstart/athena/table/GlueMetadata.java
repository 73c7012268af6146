package kickstart.athena.table;

import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.ConnectorMetadata;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTableMetadata;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeManager;
import io.trino.spi.type.VarcharType;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What Trino asks about databases, tables and columns. */
final class GlueMetadata implements ConnectorMetadata {
    private final Declarations declarations;
    private final TypeManager types;

    GlueMetadata(Declarations declarations, TypeManager types) {
        this.declarations = declarations;
        this.types = types;
    }

    /** A table with its columns, those of the data first; {@code ordinal} counts from 0 among the data's columns. */
    record Handle(Table table, List<Column> columns) implements ConnectorTableHandle {
        List<Type> dataTypes() {
            return columns.stream().filter(column -> column.kind == Kind.DATA).map(Column::type).toList();
        }
    }

    /** Where a column's values come from. */
    enum Kind {
        /** The object's content. */
        DATA,
        /** The object's key. */
        PARTITION,
        /** The object's address: Athena's hidden column {@code "$path"}. */
        PATH
    }

    record Column(String name, Type type, Kind kind, int ordinal) implements ColumnHandle {
        ColumnMetadata metadata() {
            return ColumnMetadata.builder().setName(name).setType(type).setHidden(kind == Kind.PATH).build();
        }
    }

    @Override
    public List<String> listSchemaNames(ConnectorSession session) {
        return declarations.databases();
    }

    @Override
    public List<SchemaTableName> listTables(ConnectorSession session, Optional<String> database) {
        return declarations.names().stream()
                .filter(name -> database.map(name.getSchemaName()::equals).orElse(true))
                .toList();
    }

    @Override
    public ConnectorTableHandle getTableHandle(ConnectorSession session, SchemaTableName name) {
        Table table = declarations.table(name);
        return table == null ? null : new Handle(table, columns(table));
    }

    @Override
    public ConnectorTableMetadata getTableMetadata(ConnectorSession session, ConnectorTableHandle handle) {
        Handle table = (Handle) handle;
        return new ConnectorTableMetadata(
                table.table().name(), table.columns().stream().map(Column::metadata).toList());
    }

    @Override
    public Map<String, ColumnHandle> getColumnHandles(ConnectorSession session, ConnectorTableHandle handle) {
        Map<String, ColumnHandle> columns = new LinkedHashMap<>();
        ((Handle) handle).columns().forEach(column -> columns.put(column.name(), column));
        return columns;
    }

    @Override
    public ColumnMetadata getColumnMetadata(
            ConnectorSession session, ConnectorTableHandle handle, ColumnHandle column) {
        return ((Column) column).metadata();
    }

    /** Types are read here, not when the table is declared: a wrong one fails the query, as in Athena. */
    private List<Column> columns(Table table) {
        List<Column> columns = new ArrayList<>();
        for (Table.Column declared : table.columns()) {
            columns.add(column(declared, Kind.DATA, columns.size()));
        }
        for (Table.Column declared : table.partitionColumns()) {
            columns.add(column(declared, Kind.PARTITION, -1));
        }
        columns.add(new Column("$path", VarcharType.VARCHAR, Kind.PATH, -1));
        return columns;
    }

    private Column column(Table.Column declared, Kind kind, int ordinal) {
        String name = declared.name().toLowerCase(Locale.ROOT);
        return new Column(name, GlueTypes.parse(declared.type(), types), kind, ordinal);
    }
}
