package kickstart.athena.table;

import io.airlift.slice.Slices;
import io.trino.spi.Page;
import io.trino.spi.PageBuilder;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.type.TypeUtils;
import kickstart.athena.read.Rows;
import kickstart.athena.read.Texts;

import java.io.IOException;
import java.util.List;

/** One object's rows, as pages of the columns that the query wants; the others are never decoded. */
final class GluePages implements ConnectorPageSource {
    /** How Hive writes a partition value that is null. */
    private static final String NULL_PARTITION = "__HIVE_DEFAULT_PARTITION__";

    private final Table.DataFile file;
    private final List<GlueMetadata.Column> columns;
    private final Object[] constants;
    private final PageBuilder page;
    private final Rows rows;
    private boolean finished;

    GluePages(GlueMetadata.Handle table, Table.DataFile file, List<GlueMetadata.Column> columns) {
        this.file = file;
        this.columns = columns;
        this.constants = columns.stream().map(this::constant).toArray();
        this.page = new PageBuilder(columns.stream().map(GlueMetadata.Column::type).toList());
        try {
            this.rows = Rows.open(table.table(), table.dataTypes(), file);
        }
        catch (IOException error) {
            throw new TrinoException(
                    HiveError.HIVE_CANNOT_OPEN_SPLIT, "Error opening Hive split " + file.location() + ": " + error, error);
        }
    }

    private Object constant(GlueMetadata.Column column) {
        return switch (column.kind()) {
            case DATA -> null;
            case PATH -> Slices.utf8Slice(file.location());
            case PARTITION -> partition(column);
        };
    }

    private Object partition(GlueMetadata.Column column) {
        String value = file.partition().get(column.name());
        if (value == null || value.equals(NULL_PARTITION)) {
            return null;
        }
        try {
            return Texts.parse(column.type(), value);
        }
        catch (RuntimeException error) {
            throw new TrinoException(
                    HiveError.HIVE_INVALID_PARTITION_VALUE,
                    "Invalid partition value '" + value + "' for " + column.type() + " partition key: " + column.name(),
                    error);
        }
    }

    @Override
    public Page getNextPage() {
        page.reset();
        try {
            while (!page.isFull()) {
                if (!rows.next()) {
                    finished = true;
                    break;
                }
                page.declarePosition();
                for (int i = 0; i < constants.length; i++) {
                    GlueMetadata.Column column = columns.get(i);
                    Object value = column.kind() == GlueMetadata.Kind.DATA ? rows.value(column.ordinal()) : constants[i];
                    TypeUtils.writeNativeValue(column.type(), page.getBlockBuilder(i), value);
                }
            }
        }
        catch (IOException error) {
            throw new TrinoException(
                    HiveError.HIVE_CURSOR_ERROR, "Failed to read file at " + file.location() + ": " + error, error);
        }
        return page.build();
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }

    @Override
    public long getCompletedBytes() {
        return 0;
    }

    @Override
    public long getReadTimeNanos() {
        return 0;
    }

    @Override
    public long getMemoryUsage() {
        return page.getSizeInBytes();
    }
}
