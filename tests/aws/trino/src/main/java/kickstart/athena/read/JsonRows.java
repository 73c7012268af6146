package kickstart.athena.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trino.spi.TrinoException;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;
import kickstart.athena.table.HiveError;
import kickstart.athena.table.Table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The openx JSON SerDe: one object a line, keys matched to columns without regard to case, a wrong value is null. A line
 * that is no object at all is a row of nulls; one that begins as an object and breaks off fails the query, unless the
 * table says {@code ignore.malformed.json}.
 */
final class JsonRows implements Rows {
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build()
            .reader();

    private final Lines lines;
    private final List<Type> types;
    private final List<String> keys;
    private final boolean ignoreMalformed;
    private Map<String, JsonNode> row = Map.of();

    JsonRows(Lines lines, List<Type> types, Table table) {
        this.lines = lines;
        this.types = types;
        this.keys = table.columns().stream()
                .map(column -> column.name().toLowerCase(Locale.ROOT))
                .map(name -> table.serde().getOrDefault("mapping." + name, name).toLowerCase(Locale.ROOT))
                .toList();
        this.ignoreMalformed = Boolean.parseBoolean(table.serde().get("ignore.malformed.json"));
    }

    @Override
    public boolean next() throws IOException {
        String line = lines.next();
        if (line == null) {
            return false;
        }
        row = line.stripLeading().startsWith("{") ? read(line) : Map.of();
        return true;
    }

    private Map<String, JsonNode> read(String line) {
        try {
            return lowered(JSON.readTree(line));
        }
        catch (JsonProcessingException broken) {
            if (ignoreMalformed) {
                return Map.of();
            }
            throw new TrinoException(
                    HiveError.HIVE_CURSOR_ERROR,
                    "Row is not a valid JSON Object - JSONException: " + broken.getOriginalMessage(),
                    broken);
        }
    }

    private static Map<String, JsonNode> lowered(JsonNode object) {
        Map<String, JsonNode> fields = new HashMap<>();
        object.fields().forEachRemaining(field -> fields.put(field.getKey().toLowerCase(Locale.ROOT), field.getValue()));
        return fields;
    }

    @Override
    public Object value(int column) {
        return value(types.get(column), row.get(keys.get(column)));
    }

    private static Object value(Type type, JsonNode node) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (type instanceof ArrayType array) {
            return array(array, node);
        }
        if (type instanceof MapType map) {
            return map(map, node);
        }
        if (type instanceof RowType row) {
            return row(row, node);
        }
        String text = node.isTextual() ? node.textValue() : node.toString();
        if (type instanceof BooleanType) {
            return text.equalsIgnoreCase("true");
        }
        try {
            return Texts.parse(type, text);
        }
        catch (RuntimeException malformed) {
            return null;
        }
    }

    /** A value that is no array counts as an array of one. */
    private static Object array(ArrayType type, JsonNode node) {
        if (node.isTextual() && node.textValue().isEmpty()) {
            return null;
        }
        List<Object> items = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(item -> items.add(value(type.getElementType(), item)));
        }
        else {
            items.add(value(type.getElementType(), node));
        }
        return Natives.array(type, items);
    }

    private static Object map(MapType type, JsonNode node) {
        if (!node.isObject()) {
            return mismatch("map", node);
        }
        Map<Object, Object> entries = new LinkedHashMap<>();
        node.fields().forEachRemaining(field -> {
            try {
                entries.put(Texts.parse(type.getKeyType(), field.getKey()), value(type.getValueType(), field.getValue()));
            }
            catch (NumberFormatException malformed) {
                // A key that is no value of its type is left out, as the SerDe does.
                return;
            }
        });
        return Natives.map(type, entries);
    }

    private static Object row(RowType type, JsonNode node) {
        if (!node.isObject()) {
            return mismatch("row", node);
        }
        Map<String, JsonNode> fields = lowered(node);
        List<Object> values = new ArrayList<>();
        for (RowType.Field field : type.getFields()) {
            String name = field.getName().orElse("").toLowerCase(Locale.ROOT);
            values.add(value(field.getType(), fields.get(name)));
        }
        return Natives.row(type, values);
    }

    private static Object mismatch(String wanted, JsonNode node) {
        if (node.isTextual() && node.textValue().isBlank()) {
            return null;
        }
        throw new TrinoException(HiveError.HIVE_BAD_DATA, "JSON value is no " + wanted + ": " + node);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
