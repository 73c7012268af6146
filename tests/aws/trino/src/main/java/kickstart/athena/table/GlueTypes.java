package kickstart.athena.table;

import io.trino.spi.TrinoException;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeManager;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Types as Glue writes them ({@code array<struct<a:int>>}), turned into Trino's. */
final class GlueTypes {
    private final String text;
    private int at;

    private GlueTypes(String text) {
        this.text = text;
    }

    /** @throws TrinoException HIVE_INVALID_METADATA, as Athena says it when the table is queried */
    static Type parse(String type, TypeManager types) {
        try {
            GlueTypes parser = new GlueTypes(type.toLowerCase(Locale.ROOT).replace(" ", ""));
            String sql = parser.type();
            if (parser.at < parser.text.length()) {
                throw new IllegalArgumentException("more text after the type");
            }
            return types.fromSqlType(sql);
        }
        catch (RuntimeException error) {
            throw new TrinoException(
                    HiveError.HIVE_INVALID_METADATA, "Error: type expected, but '" + type + "' is found.", error);
        }
    }

    private String type() {
        String name = word();
        return switch (name) {
            case "array" -> {
                expect('<');
                String item = type();
                expect('>');
                yield "array(" + item + ")";
            }
            case "map" -> {
                expect('<');
                String key = type();
                expect(',');
                String value = type();
                expect('>');
                yield "map(" + key + "," + value + ")";
            }
            case "struct" -> "row(" + String.join(",", fields()) + ")";
            default -> scalar(name) + arguments(name);
        };
    }

    private List<String> fields() {
        List<String> fields = new ArrayList<>();
        expect('<');
        do {
            String name = word();
            expect(':');
            fields.add('"' + name + "\" " + type());
        }
        while (take(','));
        expect('>');
        return fields;
    }

    private static String scalar(String name) {
        return switch (name) {
            case "string" -> "varchar";
            case "int", "integer" -> "integer";
            case "float" -> "real";
            case "timestamp" -> "timestamp(3)";
            case "binary" -> "varbinary";
            case "boolean", "tinyint", "smallint", "bigint", "double", "decimal", "date", "char", "varchar" -> name;
            default -> throw new IllegalArgumentException("no type is called " + name);
        };
    }

    /** What stands in brackets; a decimal without any has ten digits, in Hive. */
    private String arguments(String name) {
        if (!take('(')) {
            return name.equals("decimal") ? "(10,0)" : "";
        }
        int end = text.indexOf(')', at);
        String arguments = text.substring(at, end);
        at = end + 1;
        return "(" + arguments + ")";
    }

    private String word() {
        int start = at;
        while (at < text.length() && "<>(),:".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (start == at) {
            throw new IllegalArgumentException("a name is missing");
        }
        return text.substring(start, at);
    }

    private boolean take(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) {
        if (!take(c)) {
            throw new IllegalArgumentException("no " + c);
        }
    }
}
