package kickstart.athena.read;

import io.trino.spi.TrinoException;
import kickstart.athena.table.HiveError;
import kickstart.athena.table.Table;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The lines of a text object. Hive cuts an object into lines before any SerDe sees it: a line break inside quotes splits
 * a record like any other.
 */
final class Lines implements Closeable {
    private static final List<String> UNREAD = List.of(".bz2", ".zst", ".snappy", ".lz4", ".lzo", ".deflate");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final BufferedReader reader;
    private boolean first = true;

    private Lines(BufferedReader reader) {
        this.reader = reader;
    }

    /** The packing goes by the object's name, as in Hive. */
    static Lines open(Table.DataFile file, int skipped) throws IOException {
        String name = file.location();
        if (UNREAD.stream().anyMatch(name::endsWith)) {
            throw new TrinoException(HiveError.HIVE_UNSUPPORTED_FORMAT, name + ": only gzip is unpacked here");
        }
        InputStream bytes = Files.newInputStream(Path.of(file.path()));
        Lines lines;
        try {
            InputStream unpacked = name.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
            lines = new Lines(new BufferedReader(new InputStreamReader(unpacked, UTF_8), 1 << 16));
        }
        catch (IOException error) {
            bytes.close();
            throw error;
        }
        for (int i = 0; i < skipped; i++) {
            lines.next();
        }
        return lines;
    }

    /** The next line without its end ({@code \n}, {@code \r} or both), or null. */
    String next() throws IOException {
        String line = reader.readLine();
        if (first && line != null && line.startsWith(BYTE_ORDER_MARK)) {
            line = line.substring(BYTE_ORDER_MARK.length());
        }
        first = false;
        return line;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
