package kickstart.athena.read;

import io.airlift.slice.Slices;
import io.trino.spi.TrinoException;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DateType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarbinaryType;
import io.trino.spi.type.VarcharType;
import kickstart.athena.table.HiveError;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.JulianFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.time.ZoneOffset.UTC;

/** Values of a Parquet record as Trino holds them. A type that the file does not hold fails the query, as in Athena. */
final class ParquetValues {
    private ParquetValues() {}

    /** Where the group has a field of this name, whatever its case, or -1. */
    static int place(GroupType group, String name) {
        for (int i = 0; i < group.getFieldCount(); i++) {
            if (group.getFieldName(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    /** The value of a field that is there at most once, unless the table takes it for an array. */
    static Object field(Type type, Group group, int place) {
        int count = group.getFieldRepetitionCount(place);
        if (type instanceof ArrayType array && group.getType().getType(place).isPrimitive()) {
            // An array as the oldest writers wrote it: the field itself, repeated.
            List<Object> items = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                items.add(value(array.getElementType(), group, place, i));
            }
            return Natives.array(array, items);
        }
        return count == 0 ? null : value(type, group, place, 0);
    }

    private static Object value(Type type, Group group, int place, int index) {
        org.apache.parquet.schema.Type stored = group.getType().getType(place);
        if (stored.isPrimitive()) {
            return primitive(type, group, place, index, stored.asPrimitiveType());
        }
        Group inner = group.getGroup(place, index);
        if (type instanceof ArrayType array) {
            return array(array, inner);
        }
        if (type instanceof MapType map) {
            return map(map, inner);
        }
        if (type instanceof RowType row) {
            return row(row, inner);
        }
        throw mismatch(type, stored);
    }

    /** A list is a group of repeated entries, each of which holds the element as its one field, or is the element. */
    private static Object array(ArrayType type, Group list) {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
            org.apache.parquet.schema.Type entry = list.getType().getType(0);
            boolean wrapped = !entry.isPrimitive()
                    && entry.asGroupType().getFieldCount() == 1
                    && !entry.getName().equals("array")
                    && !entry.getName().endsWith("_tuple");
            items.add(wrapped
                    ? field(type.getElementType(), list.getGroup(0, i), 0)
                    : value(type.getElementType(), list, 0, i));
        }
        return Natives.array(type, items);
    }

    private static Object map(MapType type, Group entries) {
        Map<Object, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < entries.getFieldRepetitionCount(0); i++) {
            Group entry = entries.getGroup(0, i);
            values.put(field(type.getKeyType(), entry, 0), field(type.getValueType(), entry, 1));
        }
        return Natives.map(type, values);
    }

    private static Object row(RowType type, Group group) {
        List<Object> values = new ArrayList<>();
        for (RowType.Field field : type.getFields()) {
            int place = place(group.getType(), field.getName().orElse(""));
            values.add(place < 0 ? null : field(field.getType(), group, place));
        }
        return Natives.row(type, values);
    }

    private static Object primitive(Type type, Group group, int place, int index, PrimitiveType stored) {
        PrimitiveTypeName kind = stored.getPrimitiveTypeName();
        boolean whole = kind == PrimitiveTypeName.INT32 || kind == PrimitiveTypeName.INT64;
        if (type instanceof DecimalType decimal) {
            return Texts.decimal(decimal, decimal(group, place, index, stored, type));
        }
        if (type instanceof TimestampType) {
            return timestamp(group, place, index, stored, type);
        }
        if (type instanceof BigintType && whole) {
            return whole(group, place, index, kind);
        }
        boolean small = type instanceof IntegerType || type instanceof SmallintType || type instanceof TinyintType;
        if ((small || type instanceof DateType) && kind == PrimitiveTypeName.INT32) {
            return (long) group.getInteger(place, index);
        }
        if (type instanceof DoubleType && kind == PrimitiveTypeName.DOUBLE) {
            return group.getDouble(place, index);
        }
        if (type instanceof DoubleType && kind == PrimitiveTypeName.FLOAT) {
            return (double) group.getFloat(place, index);
        }
        if (type instanceof RealType && kind == PrimitiveTypeName.FLOAT) {
            return (long) Float.floatToIntBits(group.getFloat(place, index));
        }
        if (type instanceof BooleanType && kind == PrimitiveTypeName.BOOLEAN) {
            return group.getBoolean(place, index);
        }
        if (kind == PrimitiveTypeName.BINARY && (type instanceof VarcharType || type instanceof CharType)) {
            return Texts.parse(type, group.getBinary(place, index).toStringUsingUTF8());
        }
        if (kind == PrimitiveTypeName.BINARY && type instanceof VarbinaryType) {
            return Slices.wrappedBuffer(group.getBinary(place, index).getBytes());
        }
        throw mismatch(type, stored);
    }

    private static long whole(Group group, int place, int index, PrimitiveTypeName kind) {
        return kind == PrimitiveTypeName.INT32 ? group.getInteger(place, index) : group.getLong(place, index);
    }

    private static BigDecimal decimal(Group group, int place, int index, PrimitiveType stored, Type type) {
        if (!(stored.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation decimal)) {
            throw mismatch(type, stored);
        }
        PrimitiveTypeName kind = stored.getPrimitiveTypeName();
        BigInteger unscaled = kind == PrimitiveTypeName.INT32 || kind == PrimitiveTypeName.INT64
                ? BigInteger.valueOf(whole(group, place, index, kind))
                : new BigInteger(group.getBinary(place, index).getBytes());
        return new BigDecimal(unscaled, decimal.getScale());
    }

    private static long timestamp(Group group, int place, int index, PrimitiveType stored, Type type) {
        if (stored.getPrimitiveTypeName() == PrimitiveTypeName.INT96) {
            var bytes = group.getInt96(place, index).toByteBuffer().order(LITTLE_ENDIAN);
            long nanos = bytes.getLong(bytes.position());
            LocalDate day = LocalDate.EPOCH.with(JulianFields.JULIAN_DAY, bytes.getInt(bytes.position() + Long.BYTES));
            return Texts.timestamp(day.atStartOfDay().plusNanos(nanos));
        }
        if (!(stored.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation time)) {
            throw mismatch(type, stored);
        }
        long units = group.getLong(place, index);
        long inSecond = switch (time.getUnit()) {
            case MILLIS -> 1_000L;
            case MICROS -> 1_000_000L;
            case NANOS -> 1_000_000_000L;
        };
        int nanos = (int) (Math.floorMod(units, inSecond) * (1_000_000_000L / inSecond));
        return Texts.timestamp(LocalDateTime.ofEpochSecond(Math.floorDiv(units, inSecond), nanos, UTC));
    }

    private static TrinoException mismatch(Type type, org.apache.parquet.schema.Type stored) {
        String kind = stored.isPrimitive() ? stored.asPrimitiveType().getPrimitiveTypeName().name() : "GROUP";
        return new TrinoException(
                HiveError.HIVE_BAD_DATA,
                "Field " + stored.getName() + "'s type " + kind + " in parquet file is incompatible with type "
                        + type.getDisplayName().toLowerCase(Locale.ROOT) + " defined in table schema");
    }
}
