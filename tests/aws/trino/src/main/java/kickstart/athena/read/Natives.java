package kickstart.athena.read;

import io.trino.spi.block.ArrayValueBuilder;
import io.trino.spi.block.Block;
import io.trino.spi.block.MapValueBuilder;
import io.trino.spi.block.RowValueBuilder;
import io.trino.spi.block.SqlMap;
import io.trino.spi.block.SqlRow;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.TypeUtils;

import java.util.List;
import java.util.Map;

/** Values with parts, as Trino holds them. */
final class Natives {
    private Natives() {}

    static Block array(ArrayType type, List<?> items) {
        return ArrayValueBuilder.buildArrayValue(type, items.size(), builder ->
                items.forEach(item -> TypeUtils.writeNativeValue(type.getElementType(), builder, item)));
    }

    /** A key that is null is left out, as Hive does. */
    static SqlMap map(MapType type, Map<?, ?> entries) {
        return MapValueBuilder.buildMapValue(type, entries.size(), (keys, values) -> entries.forEach((key, value) -> {
            if (key != null) {
                TypeUtils.writeNativeValue(type.getKeyType(), keys, key);
                TypeUtils.writeNativeValue(type.getValueType(), values, value);
            }
        }));
    }

    static SqlRow row(RowType type, List<?> fields) {
        return RowValueBuilder.buildRowValue(type, builders -> {
            for (int i = 0; i < builders.size(); i++) {
                TypeUtils.writeNativeValue(type.getFields().get(i).getType(), builders.get(i), fields.get(i));
            }
        });
    }
}
