package dev.rendezvous.tcpstore.client.request;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.wire.Operation;
import dev.rendezvous.tcpstore.wire.TimeText;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.TreeSet;

/** The texts of the client's exceptions: what happened, at which address, and how to fix it. */
public final class ClientMessages {

    private ClientMessages() {}

    /**
     * {@return the text for a server that cannot be reached}
     *
     * @param best the failure that says most
     * @param latest the failure of the last attempt
     */
    public static String cannotConnect(
            Endpoint endpoint, int attempts, Duration limit, Exception best, Exception latest) {
        String tried = attempts == 1
                ? ""
                : " in " + attempts + " attempts within " + TimeText.of(limit.truncatedTo(ChronoUnit.MILLIS));
        String then = best == latest ? "" : "; at the last attempt: " + latest.getMessage();
        return "cannot connect to the store at " + endpoint + tried + ": " + best.getMessage() + then;
    }

    public static String unknownHost(String host) {
        return "no address is known for the host " + host + "; check the name and the DNS of this machine";
    }

    public static String slowLookup(String host) {
        return "no address of the host " + host
                + " was found in time; check whether the DNS servers of this machine answer";
    }

    public static String lookupEnded(String host) {
        return "the lookup of the host " + host + " was ended";
    }

    public static String failedLookup(String host, Throwable failure) {
        return "the lookup of the host " + host + " failed (" + failure + ")";
    }

    public static String notReached(InetSocketAddress address, Exception failure) {
        if (failure instanceof UnsupportedAddressTypeException) {
            return text(address)
                    + " is an IPv6 address, which this machine or this JVM does not support; use an IPv4 address, or"
                    + " check java.net.preferIPv4Stack";
        }
        if (failure instanceof SocketTimeoutException) {
            return text(address) + " does not answer at all; does a firewall drop the packets?";
        }
        if (failure instanceof NoRouteToHostException) {
            return text(address) + " is unreachable; is there a network between it and this machine?";
        }
        if (failure instanceof ConnectException) {
            return text(address) + " refuses the connection (" + failure.getMessage()
                    + "); does the store run there, and on that port?";
        }
        return text(address) + " cannot be reached (" + failure + ")";
    }

    /** {@return the text for further addresses when the time is over} */
    public static String notTried(int count) {
        return (count == 1 ? "one more address was" : count + " more addresses were")
                + " not tried in the time there was";
    }

    public static String notAStore(InetSocketAddress address, Throwable answer) {
        return text(address) + " answers, but not as a store does: " + answer.getMessage()
                + "; does another service listen on that port?";
    }

    public static String answersWithTls(InetSocketAddress address) {
        return text(address) + " answers with TLS, and this client does not use TLS; use TLS at both sides or at none";
    }

    public static String tooManyAttempts(InetSocketAddress address) {
        return text(address) + " has had too many wrong proofs of the secret from this host; it looks at one a second";
    }

    public static String noTls(InetSocketAddress address, Throwable failure) {
        return "TLS with " + text(address) + " fails: " + failure.getMessage()
                + "; does the server use TLS, and does this client trust its certificate?";
    }

    /**
     * {@return the text for a server that ended TLS with an alert}
     *
     * @param showedCertificate whether this client has sent a certificate
     */
    public static String refusedByAlert(InetSocketAddress address, Throwable alert, boolean showedCertificate) {
        String what = showedCertificate
                ? " ends TLS after this client has shown its certificate: "
                : " ends TLS, and this client has not shown a certificate: ";
        String fix = showedCertificate
                ? "; the server must trust the certificate of this client"
                : "; if the server requires one, this client needs one that the server trusts";
        return text(address) + what + alert.getMessage() + fix;
    }

    public static String silentAtTls(InetSocketAddress address) {
        return text(address) + " takes the connection and does not answer the TLS handshake; does the server use TLS?";
    }

    public static String closedAtTls(InetSocketAddress address, Throwable failure) {
        return text(address) + " closes the connection during the TLS handshake (" + failure.getMessage()
                + "); does the server use TLS? use TLS at both sides or at none";
    }

    public static String silent(InetSocketAddress address, Dialect dialect, boolean hasSecret) {
        return text(address) + " takes the connection and does not answer the first request; "
                + likely(dialect, hasSecret);
    }

    public static String refusedHandshake(InetSocketAddress address, Dialect dialect, boolean hasSecret) {
        return text(address) + " closes the connection at the first request; " + likely(dialect, hasSecret);
    }

    private static String likely(Dialect dialect, boolean hasSecret) {
        if (hasSecret) {
            return "does the server have a secret, and the same one?";
        }
        return switch (dialect) {
            case CURRENT ->
                "does the server use TLS or a secret, or is it PyTorch 1.13 or 2.0 (use the dialect LEGACY_1_13)"
                        + " or PyTorch 2.1 to 2.4 (which cannot be used)?";
            case LEGACY_1_13 ->
                "is it PyTorch 2.2 or later (use the dialect CURRENT), or does the server use TLS or a secret?";
        };
    }

    public static String otherOldDialect(InetSocketAddress address) {
        return text(address) + " answers, but not as a store of the dialect LEGACY_1_13 does; is it PyTorch 2.1 (which"
                + " cannot be used), or does another service listen on that port?";
    }

    public static String closed(Endpoint endpoint) {
        return "the client of the store at " + endpoint + " is closed";
    }

    public static String interrupted(Call call) {
        return "interrupted before the answer to " + call.description() + " came"
                + (call.isUpdate() ? "; it may have been done or not" : "");
    }

    /** {@return the text for an update that was not sent} */
    public static String notSent(Call call, RendezvousConnectionException why) {
        return why.getMessage() + "; " + call.description() + " was not sent";
    }

    public static String interruptedBefore(Call call) {
        return "interrupted before " + call.description() + " was sent";
    }

    /** {@return the text for the failure after which a caller must look before it goes on} */
    public static String unknownOutcome(Endpoint endpoint, Unconfirmed.Doubt doubt, Throwable cause) {
        String last = doubt.count() > doubt.latest().size() ? ", the last of them " : ": ";
        return "unknown outcome: the connection to the store at " + endpoint + " broke (" + cause.getMessage()
                + ") before the server confirmed " + doubt.count()
                + (doubt.count() == 1 ? " request" : " requests")
                + last + String.join(", ", doubt.latest())
                + "; they may have been done or not, and are not repeated: look before you repeat them";
    }

    /**
     * {@return the text for a call that is not tried again}
     *
     * @param tries how often it was tried
     */
    public static String broken(Endpoint endpoint, Call call, BrokenConnectionException last, int tries) {
        return "the connection to the store at " + endpoint + " broke (" + last.getMessage() + ")"
                + (call.isUpdate() ? "" : " before the answer to " + call.description() + " came")
                + (tries > 1 ? "; failed after " + tries + " attempts" : "") + likely(call, last);
    }

    /** A server that does not know a request closes the connection. */
    private static String likely(Call call, BrokenConnectionException broken) {
        boolean isClosedByServer = !(broken.getCause() instanceof ProtocolException)
                && !(broken.getCause() instanceof SocketTimeoutException);
        return isClosedByServer && call.description().equals(Operation.LIST_KEYS.name())
                ? "; only our own servers and those of PyTorch 2.10 and later with libuv can list their keys"
                : "";
    }

    public static String secretsDiffer(InetSocketAddress address) {
        return "the secrets of this client and of " + text(address) + " differ; give both sides the same one";
    }

    public static String notOurServer(Endpoint endpoint, String operation) {
        return "the server at " + endpoint + " is not a Rendezvous server, and has no " + operation;
    }

    public static String otherServer(Endpoint endpoint) {
        return "the connection to the store at " + endpoint + " is used by another thread";
    }

    public static String noPort(Endpoint endpoint) {
        return "the endpoint " + endpoint + " has no port from 1 to 65535";
    }

    public static String negative(Duration time) {
        return "the time-out of " + TimeText.of(time) + " is negative";
    }

    public static String noPlaceForSecret(Dialect dialect) {
        return "the dialect " + dialect + " has no place for a secret";
    }

    public static String cannotListKeys(Dialect dialect) {
        return "a server of the dialect " + dialect + " cannot list its keys";
    }

    public static String stillConnecting(Endpoint endpoint) {
        return "cannot connect to the store at " + endpoint + " in time: another thread is still trying";
    }

    public static String missing(Endpoint endpoint, Collection<String> keys, Duration limit) {
        return "no value for " + new TreeSet<>(keys) + " in the store at " + endpoint + " after " + TimeText.of(limit);
    }

    public static String notANumber(Endpoint endpoint, String key) {
        return "the value of the key " + key + " is not a decimal number, in the store at " + endpoint;
    }

    static String keyTooLong(String key, int bytes, int limit) {
        return "a key has " + bytes + " bytes with its slash, more than the " + limit
                + " that a server takes; it begins with " + key.substring(0, Math.min(key.length(), 40));
    }

    /**
     * {@return the text for a key on the wire that is too long}
     *
     * @param shown its bytes as a text, in quotes
     */
    public static String keyOnWireTooLong(String shown, int bytes, int limit) {
        return "the key " + shown + " has " + bytes + " bytes, more than the " + limit
                + " that a server takes; if yours takes more, say so with limits()";
    }

    static String valueTooLong(String key, int bytes, int limit) {
        return "the value for the key " + key + " has " + bytes + " bytes, more than the " + limit
                + " that a server takes; if yours takes more, say so with limits()";
    }

    static String requestTooLong(long bytes, int limit) {
        return "the keys and values of a request have " + bytes
                + " bytes together, more than the " + limit + " that a server takes; ask in parts, or say with limits()"
                + " that yours takes more";
    }

    static String tooManyKeys(int count, int limit) {
        return "a request names " + count + " keys, more than the " + limit + " that a server takes; ask in parts";
    }

    private static String text(InetSocketAddress address) {
        return Endpoint.of(address.getAddress().getHostAddress().replaceFirst("%.*", ""), address.getPort())
                .toString();
    }
}
