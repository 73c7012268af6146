package kickstart.athena.read;

import io.airlift.slice.Slices;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.Chars;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.Int128;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;
import io.trino.spi.type.Varchars;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** A text as a value of a type without parts, as Hive reads it. */
public final class Texts {
    private static final long MICROSECONDS_IN_SECOND = 1_000_000;

    private Texts() {}

    /** @throws RuntimeException if the text is no such value; what then follows differs between the SerDes */
    public static Object parse(Type type, String text) {
        if (type instanceof VarcharType varchar) {
            return Varchars.truncateToLength(Slices.utf8Slice(text), varchar);
        }
        if (type instanceof CharType character) {
            return Chars.truncateToLengthAndTrimSpaces(Slices.utf8Slice(text), character);
        }
        if (type instanceof VarbinaryType) {
            return Slices.utf8Slice(text);
        }
        if (type instanceof BooleanType) {
            return bool(text);
        }
        if (type instanceof BigintType) {
            return Long.parseLong(text);
        }
        if (type instanceof IntegerType) {
            return (long) Integer.parseInt(text);
        }
        if (type instanceof SmallintType) {
            return (long) Short.parseShort(text);
        }
        if (type instanceof TinyintType) {
            return (long) Byte.parseByte(text);
        }
        if (type instanceof DoubleType) {
            return Double.parseDouble(text);
        }
        if (type instanceof RealType) {
            return (long) Float.floatToIntBits(Float.parseFloat(text));
        }
        if (type instanceof DecimalType decimal) {
            return decimal(decimal, new BigDecimal(text.strip()));
        }
        if (type instanceof DateType) {
            return LocalDate.parse(text.strip()).toEpochDay();
        }
        if (type instanceof TimestampType) {
            return timestamp(LocalDateTime.parse(text.strip().replaceFirst(" ", "T")));
        }
        throw new IllegalArgumentException("a text cannot be a value of type " + type.getDisplayName());
    }

    private static boolean bool(String text) {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.parseBoolean(text);
        }
        throw new IllegalArgumentException("neither true nor false: " + text);
    }

    static Object decimal(DecimalType type, BigDecimal value) {
        BigDecimal scaled = value.setScale(type.getScale(), RoundingMode.HALF_UP);
        if (scaled.precision() > type.getPrecision()) {
            throw new ArithmeticException(value + " does not fit into " + type.getDisplayName());
        }
        return type.isShort() ? (Object) scaled.unscaledValue().longValueExact() : Int128.valueOf(scaled.unscaledValue());
    }

    /** In microseconds, of which a table's timestamp has whole thousands. */
    static long timestamp(LocalDateTime time) {
        LocalDateTime rounded = time.plusNanos(500_000).truncatedTo(ChronoUnit.MILLIS);
        return rounded.toEpochSecond(ZoneOffset.UTC) * MICROSECONDS_IN_SECOND + rounded.getNano() / 1000;
    }
}
