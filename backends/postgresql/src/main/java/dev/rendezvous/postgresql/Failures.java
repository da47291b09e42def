package dev.rendezvous.postgresql;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousException;
import dev.rendezvous.RendezvousStateException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Says what a failure of the driver means: {@link RendezvousConnectionException} if the same call may succeed later, another exception if
 * a person must act first. Each message names the database and the remedy.
 */
final class Failures {

    static final String READ_ONLY_REMEDY =
            "is a read-only replica; name the primary, or all servers as HOST:PORT,HOST:PORT/DATABASE";

    private final String server;
    private final String user;

    Failures(PostgresqlSettings settings) {
        this.server = "PostgreSQL at " + settings.server();
        this.user = settings.user().map(name -> "the user " + name).orElse("the user of the operating system");
    }

    RendezvousException translate(SQLException failure) {
        Optional<String> refusal = refusal(failure);
        return refusal.isPresent()
                ? new RendezvousStateException(server + " " + refusal.get() + said(failure), failure)
                : new RendezvousConnectionException(server + " " + trouble(failure) + said(failure), failure);
    }

    /** {@return how far a connection came that failed} */
    String stepOf(SQLException failure) {
        if (isTlsRefusal(failure) || SqlState.CONNECTION_REJECTED.is(failure)) {
            return "TLS";
        }
        return refusal(failure).isPresent() ? "login" : "connect";
    }

    RendezvousException notSent() {
        return new RendezvousConnectionException(
                server + " did not answer the calls before this one, which was not sent",
                RendezvousConnectionException.Outcome.NOT_SENT);
    }

    RendezvousException closed() {
        return new RendezvousConnectionException(server + ": this handle is closed");
    }

    String withoutTables() {
        return server + " " + tablesMissing();
    }

    private String tablesMissing() {
        return "has no tables that " + user + " may use, and does not let it create them; " + SchemaScript.REMEDY;
    }

    /** {@return whether the connection cannot be used any more} */
    static boolean breaksConnection(SQLException failure) {
        return failure.getSQLState() == null
                || SqlState.CONNECTION.is(failure)
                || (SqlState.STOPPED.is(failure) && !"57014".equals(failure.getSQLState()));
    }

    /** {@return what a person must change; empty if the same call may succeed later} */
    private Optional<String> refusal(SQLException failure) {
        if (isTlsRefusal(failure)) {
            return Optional.of(
                    "cannot be reached over TLS; compare sslmode and sslrootcert of the endpoint, or the config keys"
                            + " tls_trust_store and tls_key_store, with the server's certificate");
        }
        return refusalOf(failure);
    }

    /** Not a connection that broke while the two sides agreed on keys. A wrong host name has no cause, only a text. */
    private static boolean isTlsRefusal(SQLException failure) {
        boolean isBroken = hasCause(failure, EOFException.class)
                || hasCause(failure, SocketException.class)
                || hasCause(failure, SocketTimeoutException.class);
        return (!isBroken && (hasCause(failure, SSLException.class) || hasCause(failure, FileNotFoundException.class)))
                || String.valueOf(failure.getMessage()).contains("could not be verified by hostnameverifier");
    }

    private Optional<String> refusalOf(SQLException failure) {
        if (SqlState.LOGIN.is(failure)) {
            return Optional.of("refuses " + user
                    + "; check the config keys user and password_file, and pg_hba.conf of the server");
        }
        if (SqlState.CONNECTION_REJECTED.is(failure)) {
            return Optional.of("rejects the connection; check sslmode of the endpoint, and pg_hba.conf of the server");
        }
        if (SqlState.READ_ONLY.is(failure)) {
            return Optional.of(READ_ONLY_REMEDY);
        }
        if (SqlState.DATABASE_MISSING.is(failure)) {
            return Optional.of("has no such database; create it, or correct the endpoint");
        }
        if (SqlState.FORBIDDEN.is(failure)
                || SqlState.SCHEMA_MISSING.is(failure)
                || SqlState.TABLE_MISSING.is(failure)) {
            return Optional.of(tablesMissing());
        }
        return isUnavailability(failure) ? Optional.empty() : Optional.of("refuses a statement");
    }

    private static boolean isUnavailability(SQLException failure) {
        return breaksConnection(failure)
                || SqlState.STOPPED.is(failure)
                || SqlState.RESOURCES.is(failure)
                || SqlState.CONFLICT.is(failure)
                || SqlState.LOCKED.is(failure);
    }

    private String trouble(SQLException failure) {
        if (hasCause(failure, UnknownHostException.class)) {
            return "cannot be reached, since its name is not known to the name service of this machine; correct the endpoint";
        }
        if (hasCause(failure, SocketTimeoutException.class)) {
            return "does not answer; the server is stopped or overloaded, or a firewall drops the packets";
        }
        if (hasCause(failure, ConnectException.class)) {
            return "refuses connections; start the server, or correct host, port and listen_addresses";
        }
        if (SqlState.TOO_MANY_CONNECTIONS.is(failure)) {
            return "has no connection left; each node takes two, so raise max_connections to twice the nodes and some more";
        }
        if (SqlState.DISK_FULL.is(failure)) {
            return "has a full disk; free space on the server";
        }
        return "cannot serve the call now";
    }

    private static String said(SQLException failure) {
        return ": " + String.valueOf(failure.getMessage()).replace('\n', ' ');
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
