package kickstart.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import kickstart.athena.table.Declarations;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Answers one JSON request a line on standard input with one JSON line on standard output, until the input ends. A
 * process of its own, because starting Trino takes seconds and a query takes milliseconds.
 */
public final class Main {
    /** Trino's parser and planner are recursive; Athena's query of 262,144 bytes must fail with an answer, not end us. */
    private static final long STACK_BYTES = 64L << 20;
    private static final int DEFAULT_TIMEOUT_SECONDS = 120;

    private final ObjectMapper json = new ObjectMapper();
    private final Declarations declarations = new Declarations();
    private final Engine engine = new Engine(declarations);

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream answers = new PrintStream(new FileOutputStream(FileDescriptor.out), false, UTF_8);
        // Whatever a library prints must not come between the answers.
        System.setOut(System.err);
        Thread loop = new Thread(null, () -> new Main().serve(answers), "requests", STACK_BYTES);
        loop.start();
        loop.join();
        // Trino's threads are no daemons.
        System.exit(0);
    }

    private void serve(PrintStream answers) {
        try (BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            for (String line = requests.readLine(); line != null; line = requests.readLine()) {
                answers.println(answer(line));
                answers.flush();
            }
        }
        catch (IOException error) {
            error.printStackTrace();
            System.exit(1);
        }
    }

    private String answer(String line) {
        ObjectNode answer = json.createObjectNode();
        JsonNode id = null;
        try {
            JsonNode request = json.readTree(line);
            id = request.get("id");
            perform(request, answer.put("ok", true));
        }
        catch (Throwable error) {
            answer.removeAll();
            Failure.of(error).write(answer.put("ok", false));
        }
        if (id != null) {
            answer.set("id", id);
        }
        return answer.toString();
    }

    private void perform(JsonNode request, ObjectNode answer) throws Exception {
        String op = request.path("op").asText();
        switch (op) {
            case "ping" -> answer.put("engine", "Trino " + Engine.VERSION);
            case "tables" -> declarations.replace(request);
            case "describe" -> engine.describe(sql(request), database(request), answer);
            case "query" -> engine.query(
                    sql(request),
                    database(request),
                    request.hasNonNull("csv") ? Path.of(request.get("csv").asText()) : null,
                    request.path("timeout_seconds").asInt(DEFAULT_TIMEOUT_SECONDS),
                    answer);
            default -> throw new Failure.Request("the op `" + op + "` is none of ping, tables, describe, query");
        }
    }

    private static String sql(JsonNode request) {
        if (!request.path("sql").isTextual()) {
            throw new Failure.Request("the request has no text `sql`");
        }
        return request.get("sql").asText();
    }

    private static String database(JsonNode request) {
        return request.path("database").asText("default");
    }
}
