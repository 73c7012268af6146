package kickstart.athena.table;

import io.trino.spi.ErrorCode;
import io.trino.spi.ErrorCodeSupplier;
import io.trino.spi.ErrorType;

/** The errors of Athena's tables, under the names that Athena puts before its messages. */
public enum HiveError implements ErrorCodeSupplier {
    /** An object cannot be opened. */
    HIVE_CANNOT_OPEN_SPLIT,
    /** A value is not what its column says. */
    HIVE_BAD_DATA,
    /** A record cannot be read. */
    HIVE_CURSOR_ERROR,
    /** The table's description makes no sense. */
    HIVE_INVALID_METADATA,
    /** A partition's value is not of its column's type. */
    HIVE_INVALID_PARTITION_VALUE,
    /** Objects are packed in a way that is not read here. */
    HIVE_UNSUPPORTED_FORMAT;

    /** Trino numbers the Hive connector's errors from here; ours need only be apart from each other. */
    private static final int FIRST = 0x0100_0000;

    @Override
    public ErrorCode toErrorCode() {
        return new ErrorCode(FIRST + ordinal(), name(), ErrorType.EXTERNAL);
    }
}
