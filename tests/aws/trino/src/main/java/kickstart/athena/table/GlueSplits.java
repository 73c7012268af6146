package kickstart.athena.table;

import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorSplit;
import io.trino.spi.connector.ConnectorSplitManager;
import io.trino.spi.connector.ConnectorSplitSource;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.DynamicFilter;
import io.trino.spi.connector.FixedSplitSource;

/** One piece of work for each object that Athena would read. */
final class GlueSplits implements ConnectorSplitManager {
    record Split(Table.DataFile file) implements ConnectorSplit {
        @Override
        public Object getInfo() {
            return file.location();
        }

        @Override
        public long getRetainedSizeInBytes() {
            return 0;
        }
    }

    @Override
    public ConnectorSplitSource getSplits(
            ConnectorTransactionHandle transaction,
            ConnectorSession session,
            ConnectorTableHandle table,
            DynamicFilter filter,
            Constraint constraint) {
        return new FixedSplitSource(
                ((GlueMetadata.Handle) table).table().visibleFiles().stream().map(Split::new).toList());
    }
}
