package kickstart.athena.read;

import io.trino.spi.type.Type;
import kickstart.athena.table.Table;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** The rows of one object, read as the table's SerDe reads them. Values are as Trino holds them on its stack. */
public interface Rows extends Closeable {
    /** Goes to the next row, if there is one. */
    boolean next() throws IOException;

    /** The value of the present row in the table's column of this number, null included. */
    Object value(int column) throws IOException;

    /** @param types of the table's columns, without those of its partitions */
    static Rows open(Table table, List<Type> types, Table.DataFile file) throws IOException {
        return switch (table.format()) {
            case OPENCSV -> new OpenCsvRows(Lines.open(file, table.skipHeaderLines()), types, table.serde());
            case LAZY -> new LazySimpleRows(Lines.open(file, table.skipHeaderLines()), types, table.serde());
            case JSON -> new JsonRows(Lines.open(file, table.skipHeaderLines()), types, table);
            case PARQUET -> new ParquetRows(file, types, table);
        };
    }
}
