package kickstart.athena;

import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.DefaultTraversalVisitor;
import io.trino.sql.tree.NodeLocation;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.QueryBody;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.Statement;
import io.trino.sql.tree.Table;
import io.trino.sql.tree.TableSubquery;
import io.trino.sql.tree.Values;
import io.trino.sql.tree.With;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What Athena itself rules out, though its engine would take it: more than one statement, other statements than queries
 * (which Athena has, but a dataset's query cannot be), WITH RECURSIVE, and texts above the API's limit.
 */
final class AthenaLimits {
    /** QueryString of Athena's API, in bytes of UTF-8. */
    private static final int MAX_BYTES = 262_144;

    private AthenaLimits() {}

    /** A query that may go to the engine. {@code kind} is {@code select}, {@code values}, {@code table} or {@code set}. */
    record Checked(String sql, String kind) {}

    static Checked check(String sql, SqlParser parser) {
        int bytes = sql.getBytes(UTF_8).length;
        if (bytes < 1 || bytes > MAX_BYTES) {
            throw new Failure.Request("the query has " + bytes + " bytes; Athena takes 1 to " + MAX_BYTES);
        }
        String single = Statements.single(sql);
        Statement statement = parser.createStatement(single);
        if (!(statement instanceof Query query)) {
            throw new Failure.Request("Queries of this type are not supported");
        }
        refuseRecursion(query);
        return new Checked(single, kind(query.getQueryBody()));
    }

    private static void refuseRecursion(Query query) {
        new DefaultTraversalVisitor<Void>() {
            @Override
            protected Void visitWith(With with, Void context) {
                if (with.isRecursive()) {
                    NodeLocation place = with.getLocation().orElse(new NodeLocation(1, 1));
                    throw new ParsingException("WITH RECURSIVE is not supported", place);
                }
                return super.visitWith(with, context);
            }
        }.process(query);
    }

    private static String kind(QueryBody body) {
        if (body instanceof Values) {
            return "values";
        }
        if (body instanceof Table) {
            return "table";
        }
        if (body instanceof TableSubquery inner) {
            return kind(inner.getQuery().getQueryBody());
        }
        return body instanceof QuerySpecification ? "select" : "set";
    }
}
