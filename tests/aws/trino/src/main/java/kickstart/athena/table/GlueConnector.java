package kickstart.athena.table;

import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorContext;
import io.trino.spi.connector.ConnectorFactory;
import io.trino.spi.connector.ConnectorMetadata;
import io.trino.spi.connector.ConnectorPageSourceProvider;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorSplitManager;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.transaction.IsolationLevel;
import io.trino.spi.type.TypeManager;

import java.util.Map;

/** The declared tables as a catalog of Trino's: read-only, one split an object. */
public final class GlueConnector implements Connector {
    private final GlueMetadata metadata;

    private GlueConnector(Declarations declarations, TypeManager types) {
        metadata = new GlueMetadata(declarations, types);
    }

    private enum Transaction implements ConnectorTransactionHandle {
        ONLY
    }

    /** Makes the catalog. */
    public static final class Factory implements ConnectorFactory {
        private final Declarations declarations;

        public Factory(Declarations declarations) {
            this.declarations = declarations;
        }

        @Override
        public String getName() {
            return "glue";
        }

        @Override
        public Connector create(String catalog, Map<String, String> config, ConnectorContext context) {
            return new GlueConnector(declarations, context.getTypeManager());
        }
    }

    @Override
    public ConnectorTransactionHandle beginTransaction(
            IsolationLevel isolation, boolean readOnly, boolean autoCommit) {
        return Transaction.ONLY;
    }

    @Override
    public ConnectorMetadata getMetadata(ConnectorSession session, ConnectorTransactionHandle transaction) {
        return metadata;
    }

    @Override
    public ConnectorSplitManager getSplitManager() {
        return new GlueSplits();
    }

    @Override
    public ConnectorPageSourceProvider getPageSourceProvider() {
        return (transaction, session, split, table, columns, filter) -> new GluePages(
                ((GlueMetadata.Handle) table),
                ((GlueSplits.Split) split).file(),
                columns.stream().map(GlueMetadata.Column.class::cast).toList());
    }
}
