package kickstart.athena.read;

import au.com.bytecode.opencsv.CSVParser;
import io.trino.spi.TrinoException;
import io.trino.spi.type.DateType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.Type;
import kickstart.athena.table.HiveError;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * OpenCSVSerDe: quoted fields, read by the parser that the SerDe itself calls. Athena reads numbers, but not an empty one;
 * dates as days and timestamps as milliseconds since 1970.
 */
final class OpenCsvRows implements Rows {
    private static final int MICROSECONDS_IN_MILLISECOND = 1000;

    private final Lines lines;
    private final List<Type> types;
    private final char separator;
    private final char quote;
    private final char escape;
    private String[] fields = new String[0];

    OpenCsvRows(Lines lines, List<Type> types, Map<String, String> serde) {
        this.lines = lines;
        this.types = types;
        separator = character(serde, "separatorChar", CSVParser.DEFAULT_SEPARATOR);
        quote = character(serde, "quoteChar", CSVParser.DEFAULT_QUOTE_CHARACTER);
        char named = character(serde, "escapeChar", CSVParser.DEFAULT_ESCAPE_CHARACTER);
        // Hive cannot hand a quotation mark to the parser as its escape, and takes the parser's own instead.
        escape = named == '"' ? CSVParser.DEFAULT_ESCAPE_CHARACTER : named;
    }

    private static char character(Map<String, String> serde, String name, char otherwise) {
        String value = serde.get(name);
        return value == null || value.isEmpty() ? otherwise : value.charAt(0);
    }

    @Override
    public boolean next() throws IOException {
        String line = lines.next();
        if (line == null) {
            return false;
        }
        // A new parser each time: a quote left open is lost with its line, where the parser would go on with the next.
        fields = line.isEmpty() ? new String[0] : new CSVParser(separator, quote, escape).parseLineMulti(line);
        return true;
    }

    @Override
    public Object value(int column) {
        if (column >= fields.length) {
            return null;
        }
        String field = fields[column];
        Type type = types.get(column);
        try {
            if (type instanceof DateType) {
                return Long.parseLong(field);
            }
            if (type instanceof TimestampType) {
                return Math.multiplyExact(Long.parseLong(field), MICROSECONDS_IN_MILLISECOND);
            }
            return Texts.parse(type, field);
        }
        catch (RuntimeException error) {
            throw new TrinoException(
                    HiveError.HIVE_BAD_DATA,
                    "Error parsing field value '" + field + "' for field " + column + ": " + error.getMessage(),
                    error);
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
