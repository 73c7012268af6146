package kickstart.athena.read;

import io.trino.spi.type.Type;
import kickstart.athena.table.Table;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Parquet: columns found by name without regard to case; one that the object lacks is null. */
final class ParquetRows implements Rows {
    private final ParquetFileReader reader;
    private final MessageType schema;
    private final List<Type> types;
    /** For each column of the table its place in the object, or -1. */
    private final int[] places;

    private RecordReader<Group> records;
    private long left;
    private Group row;

    ParquetRows(Table.DataFile file, List<Type> types, Table table) throws IOException {
        this.types = types;
        ParquetReadOptions options =
                ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
        reader = ParquetFileReader.open(new LocalInputFile(Path.of(file.path())), options);
        schema = reader.getFooter().getFileMetaData().getSchema();
        places = table.columns().stream()
                .mapToInt(column -> ParquetValues.place(schema, column.name()))
                .toArray();
    }

    @Override
    public boolean next() throws IOException {
        while (left == 0) {
            PageReadStore group = reader.readNextRowGroup();
            if (group == null) {
                return false;
            }
            left = group.getRowCount();
            records = new ColumnIOFactory().getColumnIO(schema).getRecordReader(group, new GroupRecordConverter(schema));
        }
        left--;
        row = records.read();
        return true;
    }

    @Override
    public Object value(int column) {
        int place = places[column];
        return place < 0 ? null : ParquetValues.field(types.get(column), row, place);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
