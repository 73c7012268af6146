package kickstart.athena;

import io.trino.spi.type.ArrayType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.SqlTime;
import io.trino.spi.type.SqlTimeWithTimeZone;
import io.trino.spi.type.SqlTimestamp;
import io.trino.spi.type.SqlTimestampWithTimeZone;
import io.trino.spi.type.SqlVarbinary;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A value as text in a result of Athena's: doubles as Java prints them (1.0E10), arrays as [a, b], maps as {k=v}, rows as
 * {name=value}, bytes in hexadecimal, everything else as Trino prints it.
 */
final class Printer {
    private static final HexFormat BYTES = HexFormat.ofDelimiter(" ");
    private static final int DIGITS = 3;

    private Printer() {}

    /** @param value what {@link Type#getObjectValue} gives; null stays null, for the file tells it from an empty text */
    static String print(Type type, Object value) {
        if (value == null) {
            return null;
        }
        if (type instanceof ArrayType array) {
            List<String> items = new ArrayList<>();
            ((List<?>) value).forEach(item -> items.add(inner(array.getElementType(), item)));
            return "[" + String.join(", ", items) + "]";
        }
        if (type instanceof MapType map) {
            List<String> items = new ArrayList<>();
            ((Map<?, ?>) value).forEach((key, item) ->
                    items.add(inner(map.getKeyType(), key) + "=" + inner(map.getValueType(), item)));
            return "{" + String.join(", ", items) + "}";
        }
        if (type instanceof RowType row) {
            return row(row, (List<?>) value);
        }
        if (value instanceof SqlVarbinary bytes) {
            return BYTES.formatHex(bytes.getBytes());
        }
        return milliseconds(value).toString();
    }

    /** Athena's client knows times in milliseconds only, whatever their precision in the engine. */
    private static Object milliseconds(Object value) {
        if (value instanceof SqlTimestamp time) {
            return time.roundTo(DIGITS);
        }
        if (value instanceof SqlTimestampWithTimeZone time) {
            return time.roundTo(DIGITS);
        }
        if (value instanceof SqlTime time) {
            return time.roundTo(DIGITS);
        }
        if (value instanceof SqlTimeWithTimeZone time) {
            return time.roundTo(DIGITS);
        }
        return value;
    }

    private static String row(RowType type, List<?> values) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            RowType.Field field = type.getFields().get(i);
            items.add(field.getName().orElse("field" + i) + "=" + inner(field.getType(), values.get(i)));
        }
        return "{" + String.join(", ", items) + "}";
    }

    private static String inner(Type type, Object value) {
        return value == null ? "null" : print(type, value);
    }
}
