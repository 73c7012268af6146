package kickstart.athena;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trino.spi.ErrorType;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import io.trino.sql.parser.ParsingException;

/** What went wrong, as Athena tells it: the engine's code, its message, and the place in the query where it gives one. */
record Failure(String name, String type, String phase, String message, Integer line, Integer column) {
    /** A request that AWS's API refuses before the engine sees it, or that is none of ours. */
    static final class Request extends RuntimeException {
        private final Integer line;
        private final Integer column;

        Request(String message) {
            this(message, null, null);
        }

        Request(String message, Integer line, Integer column) {
            super(message);
            this.line = line;
            this.column = column;
        }
    }

    /** An error while a query runs, to tell it from one that the planner finds. */
    static final class Running extends RuntimeException {
        Running(Throwable cause) {
            super(cause);
        }
    }

    static Failure of(Throwable error) {
        if (error instanceof Running) {
            return of(error.getCause(), "run");
        }
        return of(error, "plan");
    }

    private static Failure of(Throwable error, String phase) {
        if (error instanceof Request request) {
            return new Failure(
                    "INVALID_REQUEST", "USER_ERROR", "request", request.getMessage(), request.line, request.column);
        }
        if (error instanceof JsonProcessingException broken) {
            return new Failure(
                    "INVALID_REQUEST", "USER_ERROR", "request", "not JSON: " + broken.getOriginalMessage(), null, null);
        }
        if (error instanceof ParsingException parsing) {
            return new Failure(
                    "SYNTAX_ERROR",
                    "USER_ERROR",
                    "parse",
                    parsing.getMessage(),
                    parsing.getLineNumber(),
                    parsing.getColumnNumber());
        }
        if (error instanceof TrinoException trino) {
            return new Failure(
                    trino.getErrorCode().getName(),
                    trino.getErrorCode().getType().name(),
                    phase,
                    trino.getMessage(),
                    trino.getLocation().map(place -> place.getLineNumber()).orElse(null),
                    trino.getLocation().map(place -> place.getColumnNumber()).orElse(null));
        }
        // A fault of the engine or of ours: the trace is what its finder needs.
        error.printStackTrace();
        return new Failure(
                StandardErrorCode.GENERIC_INTERNAL_ERROR.name(),
                ErrorType.INTERNAL_ERROR.name(),
                phase,
                error.toString(),
                null,
                null);
    }

    void write(ObjectNode answer) {
        ObjectNode told = answer.putObject("error");
        told.put("name", name).put("type", type).put("phase", phase).put("message", message);
        told.put("line", line).put("column", column).put("reason", reason());
    }

    /** The StateChangeReason of the execution. To an unknown column Athena adds that it may only be hidden. */
    private String reason() {
        String hidden = name.equals("COLUMN_NOT_FOUND") && message.endsWith("cannot be resolved")
                ? " or requester is not authorized to access requested resources"
                : "";
        return name + ": " + message + hidden;
    }
}
