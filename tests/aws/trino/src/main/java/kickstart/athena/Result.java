package kickstart.athena;

import com.fasterxml.jackson.databind.node.ArrayNode;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the rows of a result go. */
abstract class Result implements Closeable {
    private long count;

    /** How many rows there were. */
    final long count() {
        return count;
    }

    void header(List<String> names) {}

    final void row(String[] values) {
        write(values);
        count++;
    }

    protected abstract void write(String[] values);

    @Override
    public void close() throws IOException {}

    /** Into the answer. */
    static final class Listed extends Result {
        private final ArrayNode rows;

        Listed(ArrayNode rows) {
            this.rows = rows;
        }

        @Override
        protected void write(String[] values) {
            ArrayNode row = rows.addArray();
            for (String value : values) {
                row.add(value);
            }
        }
    }

    /** Into a file as Athena writes its own: names and values in quotes, a quote doubled, null as nothing. */
    static final class Csv extends Result {
        private final BufferedWriter file;

        Csv(Path path) throws IOException {
            file = Files.newBufferedWriter(path);
        }

        @Override
        void header(List<String> names) {
            write(names.toArray(String[]::new));
        }

        @Override
        protected void write(String[] values) {
            try {
                for (int i = 0; i < values.length; i++) {
                    if (i > 0) {
                        file.write(',');
                    }
                    if (values[i] != null) {
                        file.write('"');
                        file.write(values[i].replace("\"", "\"\""));
                        file.write('"');
                    }
                }
                file.write('\n');
            }
            catch (IOException error) {
                throw new UncheckedIOException(error);
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
