package kickstart.athena.read;

import io.trino.spi.type.ArrayType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * LazySimpleSerDe: cuts at every delimiter and knows no quotes, so that a comma inside quotes shifts what follows it, and
 * the quotes stay. What is no value of its column's type is null; fields too many are dropped, those too few are null.
 */
final class LazySimpleRows implements Rows {
    private final Lines lines;
    private final List<Type> types;
    private final char[] delimiters;
    private final String nullText;
    private final Character escape;
    private List<String> fields = List.of();

    LazySimpleRows(Lines lines, List<Type> types, Map<String, String> serde) {
        this.lines = lines;
        this.types = types;
        // Below the third level Hive goes on counting; nobody nests text that deep.
        delimiters = new char[] {
            delimiter(serde, "field.delim", '\u0001'),
            delimiter(serde, "collection.delim", '\u0002'),
            delimiter(serde, "mapkey.delim", '\u0003'),
            '\u0004', '\u0005', '\u0006', '\u0007', '\u0008'
        };
        nullText = serde.getOrDefault("serialization.null.format", "\\N");
        escape = serde.containsKey("escape.delim") ? delimiter(serde, "escape.delim", '\\') : null;
    }

    /** A delimiter is a character, or the number of one. */
    private static char delimiter(Map<String, String> serde, String name, char otherwise) {
        String value = serde.getOrDefault(name, "");
        if (value.isEmpty()) {
            return otherwise;
        }
        return value.length() > 1 && value.chars().allMatch(Character::isDigit)
                ? (char) Integer.parseInt(value)
                : value.charAt(0);
    }

    @Override
    public boolean next() throws IOException {
        String line = lines.next();
        if (line == null) {
            return false;
        }
        fields = cut(line, delimiters[0]);
        return true;
    }

    @Override
    public Object value(int column) {
        return column < fields.size() ? value(types.get(column), fields.get(column), 1) : null;
    }

    private Object value(Type type, String text, int level) {
        if (text.equals(nullText)) {
            return null;
        }
        if (type instanceof ArrayType array) {
            List<String> items = text.isEmpty() ? List.of() : cut(text, delimiters[level]);
            List<Object> values = new ArrayList<>();
            items.forEach(item -> values.add(value(array.getElementType(), item, level + 1)));
            return Natives.array(array, values);
        }
        if (type instanceof MapType map) {
            return map(map, text, level);
        }
        if (type instanceof RowType row) {
            List<String> parts = cut(text, delimiters[level]);
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < row.getFields().size(); i++) {
                Type inner = row.getFields().get(i).getType();
                values.add(i < parts.size() ? value(inner, parts.get(i), level + 1) : null);
            }
            return Natives.row(row, values);
        }
        try {
            return Texts.parse(type, unescape(text));
        }
        catch (RuntimeException malformed) {
            return null;
        }
    }

    private Object map(MapType type, String text, int level) {
        Map<Object, Object> entries = new LinkedHashMap<>();
        for (String entry : text.isEmpty() ? List.<String>of() : cut(text, delimiters[level])) {
            List<String> pair = cut(entry, delimiters[level + 1]);
            Object value = pair.size() > 1 ? value(type.getValueType(), pair.get(1), level + 2) : null;
            entries.putIfAbsent(value(type.getKeyType(), pair.get(0), level + 2), value);
        }
        return Natives.map(type, entries);
    }

    private List<String> cut(String text, char delimiter) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (escape != null && c == escape) {
                i++;
            }
            else if (c == delimiter) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private String unescape(String text) {
        if (escape == null || text.indexOf(escape) < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == escape && i + 1 < text.length()) {
                i++;
            }
            plain.append(text.charAt(i));
        }
        return plain.toString();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
