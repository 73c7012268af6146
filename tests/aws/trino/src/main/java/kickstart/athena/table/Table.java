package kickstart.athena.table;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trino.spi.connector.SchemaTableName;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A table as Glue holds it, with the objects under its location as files on this machine.
 *
 * @param skipHeaderLines the table parameter {@code skip.header.line.count}
 * @param serde the SerDe's parameters, by the names that Glue has for them
 */
public record Table(
        @JsonProperty(required = true) String database,
        @JsonProperty(value = "table", required = true) String tableName,
        String location,
        @JsonProperty(required = true) List<Column> columns,
        @JsonProperty("partition_columns") List<Column> partitionColumns,
        Format format,
        Map<String, String> serde,
        @JsonProperty("skip_header_lines") int skipHeaderLines,
        List<DataFile> files) {
    /** A column with its type as Glue (Hive) writes it. */
    public record Column(@JsonProperty(required = true) String name, @JsonProperty(required = true) String type) {}

    /** An object: its copy here, its address in S3, and the values of the partition columns in its key. */
    public record DataFile(
            @JsonProperty(required = true) String path, String location, Map<String, String> partition) {
        public DataFile {
            location = location == null ? path : location;
            partition = partition == null ? Map.of() : partition;
        }
    }

    /** How the objects are read. */
    public enum Format {
        /** {@code org.apache.hadoop.hive.serde2.OpenCSVSerde}. */
        OPENCSV,
        /** {@code org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe}. */
        LAZY,
        /** {@code org.openx.data.jsonserde.JsonSerDe}. */
        JSON,
        /** Parquet. */
        PARQUET
    }

    public Table {
        location = location == null ? "" : location;
        partitionColumns = partitionColumns == null ? List.of() : partitionColumns;
        format = format == null ? Format.OPENCSV : format;
        serde = serde == null ? Map.of() : serde;
        files = files == null ? List.of() : files;
    }

    SchemaTableName name() {
        return new SchemaTableName(database, tableName);
    }

    /** The objects that Athena reads: a name below the location that begins with {@code _} or {@code .} hides its object. */
    List<DataFile> visibleFiles() {
        return files.stream().filter(file -> !isHidden(file.location())).toList();
    }

    private boolean isHidden(String address) {
        String below = !location.isEmpty() && address.startsWith(location)
                ? address.substring(location.length())
                : address.substring(address.lastIndexOf('/') + 1);
        return Arrays.stream(below.split("/")).anyMatch(part -> part.startsWith("_") || part.startsWith("."));
    }
}
