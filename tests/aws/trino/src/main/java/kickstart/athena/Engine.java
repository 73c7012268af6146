package kickstart.athena;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.airlift.units.DataSize;
import io.trino.Session;
import io.trino.execution.querystats.PlanOptimizersStatsCollector;
import io.trino.execution.warnings.WarningCollector;
import io.trino.operator.Driver;
import io.trino.operator.TaskContext;
import io.trino.spi.Page;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.type.TimeZoneKey;
import io.trino.spi.type.Type;
import io.trino.sql.planner.LogicalPlanner;
import io.trino.sql.planner.Plan;
import io.trino.sql.planner.optimizations.PlanOptimizer;
import io.trino.sql.planner.plan.OutputNode;
import io.trino.testing.LocalQueryRunner;
import io.trino.testing.PageConsumerOperator.PageConsumerOutputFactory;
import io.trino.testing.TestingSession;
import io.trino.testing.TestingTaskContext;
import kickstart.athena.table.Declarations;
import kickstart.athena.table.GlueConnector;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Trino, planning and running queries in this process over the declared tables. */
final class Engine {
    static final String VERSION = "435";
    private static final DataSize MEMORY = DataSize.of(1, DataSize.Unit.GIGABYTE);

    private final LocalQueryRunner runner;
    /** Made once: the runner would make its hundreds of rules anew for each plan. */
    private final List<PlanOptimizer> optimizers;

    Engine(Declarations declarations) {
        // As in Athena, times without a zone are UTC.
        Session session = TestingSession.testSessionBuilder()
                .setCatalog(Declarations.CATALOG)
                .setSchema("default")
                .setTimeZoneKey(TimeZoneKey.UTC_KEY)
                .setLocale(Locale.US)
                .build();
        runner = LocalQueryRunner.create(session);
        optimizers = runner.getPlanOptimizers(true);
        runner.createCatalog(Declarations.CATALOG, new GlueConnector.Factory(declarations), Map.of());
    }

    /** Plans the query, as far as Athena does before it starts, and tells its output columns. */
    void describe(String sql, String database, ObjectNode answer) {
        AthenaLimits.Checked checked = AthenaLimits.check(sql, runner.getSqlParser());
        answer.put("kind", checked.kind());
        List<Column> columns = runner.inTransaction(session(database), session -> columns(session, checked.sql()));
        write(columns, answer);
    }

    /** Runs the query; its rows go into the file, or without one into the answer. */
    void query(String sql, String database, Path csv, int timeoutSeconds, ObjectNode answer) throws IOException {
        AthenaLimits.Checked checked = AthenaLimits.check(sql, runner.getSqlParser());
        answer.put("kind", checked.kind());
        Instant deadline = Instant.now().plus(Duration.ofSeconds(timeoutSeconds));
        Session session = session(database);
        List<Column> columns = runner.inTransaction(session, inner -> columns(inner, checked.sql()));
        write(columns, answer);
        try (Result result = csv == null ? new Result.Listed(answer.putArray("rows")) : new Result.Csv(csv)) {
            result.header(columns.stream().map(Column::name).toList());
            run(session, checked.sql(), result, deadline);
            answer.put("row_count", result.count());
        }
    }

    private record Column(String name, Type type) {}

    private List<Column> columns(Session session, String sql) {
        Plan plan = runner.createPlan(
                session,
                sql,
                optimizers,
                LogicalPlanner.Stage.OPTIMIZED_AND_VALIDATED,
                WarningCollector.NOOP,
                PlanOptimizersStatsCollector.createPlanOptimizersStatsCollector());
        OutputNode output = (OutputNode) plan.getRoot();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < output.getColumnNames().size(); i++) {
            Type type = plan.getTypes().get(output.getOutputSymbols().get(i));
            columns.add(new Column(output.getColumnNames().get(i), type));
        }
        return columns;
    }

    private static void write(List<Column> columns, ObjectNode answer) {
        ArrayNode told = answer.putArray("columns");
        columns.forEach(column -> told.addObject()
                .put("name", column.name())
                .put("type", column.type().getDisplayName()));
    }

    private void run(Session session, String sql, Result result, Instant deadline) {
        ConnectorSession values = session.toConnectorSession();
        TaskContext task = TestingTaskContext.builder(runner.getExecutor(), runner.getScheduler(), session)
                .setMemoryPoolSize(MEMORY)
                .build();
        PageConsumerOutputFactory output = new PageConsumerOutputFactory(types -> page -> rows(page, types, values, result));
        List<Driver> drivers = runner.createDrivers(session, sql, output, task);
        try {
            boolean working = true;
            while (working) {
                working = false;
                for (Driver driver : drivers) {
                    if (!driver.isFinished()) {
                        driver.processForNumberOfIterations(1);
                        working = true;
                    }
                }
                if (Instant.now().isAfter(deadline)) {
                    throw new TrinoException(StandardErrorCode.EXCEEDED_TIME_LIMIT, "Query timeout");
                }
            }
        }
        catch (RuntimeException error) {
            throw new Failure.Running(error);
        }
        finally {
            drivers.forEach(Driver::close);
        }
    }

    private static void rows(Page page, List<Type> types, ConnectorSession session, Result result) {
        String[] row = new String[types.size()];
        for (int position = 0; position < page.getPositionCount(); position++) {
            for (int i = 0; i < row.length; i++) {
                row[i] = Printer.print(types.get(i), types.get(i).getObjectValue(session, page.getBlock(i), position));
            }
            result.row(row);
        }
    }

    private Session session(String database) {
        return Session.builder(runner.getDefaultSession())
                .setSchema(database.toLowerCase(Locale.ROOT))
                .setStart(Instant.now())
                .build();
    }
}
