package dev.rendezvous.postgresql;

import java.sql.SQLException;

/** The codes of errors that mean something here. */
enum SqlState {
    PROTOCOL_VIOLATION("08P01"),
    CONNECTION_REJECTED("08004"),
    CONNECTION("08"),
    LEASE_IS_GONE("23503"),
    READ_ONLY("25006"),
    LOGIN("28"),
    DATABASE_MISSING("3D000"),
    SCHEMA_MISSING("3F000"),
    CONFLICT("40"),
    FORBIDDEN("42501"),
    TABLE_MISSING("42P01"),
    DISK_FULL("53100"),
    TOO_MANY_CONNECTIONS("53300"),
    RESOURCES("53"),
    LOCKED("55P03"),
    STOPPED("57");

    private final String prefix;

    SqlState(String prefix) {
        this.prefix = prefix;
    }

    boolean is(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && state.startsWith(prefix);
    }
}
