package dev.rendezvous.tcpstore.client;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousConnectionException.Outcome;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.RendezvousTimeoutException;
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

/** What the client says: what happened, between whom, and what mends it. */
final class ClientMessages {

    private ClientMessages() {}

    static RendezvousConnectionException cannotConnect(
            Endpoint endpoint, int attempts, Duration limit, AttemptException last) {
        String tried = attempts == 1
                ? ""
                : " in " + attempts + " attempts within " + TimeText.of(limit.truncatedTo(ChronoUnit.MILLIS));
        return new RendezvousConnectionException(
                "cannot connect to the store at " + endpoint + tried + ": " + last.getMessage(), last);
    }

    static String unknownHost(String host) {
        return "no address is known for the host " + host + "; is the name right, and does this machine's DNS have it?";
    }

    static String slowLookup(String host) {
        return "no address of the host " + host + " was found in time; do the DNS servers of this machine answer?";
    }

    static String lookupEnded(String host) {
        return "the lookup of the host " + host + " was ended";
    }

    static String failedLookup(String host, Throwable failure) {
        return "the lookup of the host " + host + " fails (" + failure + ")";
    }

    static String notReached(InetSocketAddress address, Exception failure) {
        if (failure instanceof UnsupportedAddressTypeException) {
            return text(address)
                    + " is an address of IPv6, which this machine or this JVM does not have; is there one of"
                    + " IPv4, or is java.net.preferIPv4Stack set?";
        }
        if (failure instanceof SocketTimeoutException) {
            return text(address) + " does not answer at all; does a firewall drop what is sent there?";
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

    /** {@return what is said of further addresses when the time is over} */
    static String notTried(int count) {
        return (count == 1 ? "one more address was" : count + " more addresses were")
                + " not tried in the time there was";
    }

    static String notAStore(InetSocketAddress address, Throwable answer) {
        return text(address) + " answers, but not as a store does: " + answer.getMessage()
                + "; does something else listen on that port, or a server that wants TLS?";
    }

    static String noTls(InetSocketAddress address, Throwable failure) {
        return "TLS with " + text(address) + " fails: " + failure.getMessage()
                + "; does the server speak TLS, and do its certificate and ours match what the other side trusts?";
    }

    static String silentAtTls(InetSocketAddress address) {
        return text(address) + " takes the connection and does not answer our TLS; does the server speak TLS, and not"
                + " plain text?";
    }

    static String silent(InetSocketAddress address, ClientSettings settings) {
        return text(address) + " takes the connection and does not answer our greeting; " + likely(settings);
    }

    static String refusedGreeting(InetSocketAddress address, ClientSettings settings) {
        return text(address) + " closes the connection at our greeting; " + likely(settings);
    }

    private static String likely(ClientSettings settings) {
        if (settings.secret().isPresent()) {
            return "does it have a secret, and the same one?";
        }
        return switch (settings.dialect()) {
            case CURRENT ->
                "is it PyTorch 2.1 or older (use the dialect LEGACY_1_13 or LEGACY_2_1), PyTorch 2.2 to 2.4"
                        + " (which cannot be used), or a server that wants TLS or a secret?";
            case LEGACY_2_1 ->
                "is it PyTorch 1.13 or 2.0 (use the dialect LEGACY_1_13), PyTorch 2.2 or later (use the"
                        + " dialect CURRENT), or a server that wants TLS or a secret?";
            case LEGACY_1_13 ->
                "is it PyTorch 2.2 or later (use the dialect CURRENT), or a server that wants TLS or a secret?";
        };
    }

    static String otherOldDialect(InetSocketAddress address, Dialect ours) {
        Dialect other = ours == Dialect.LEGACY_1_13 ? Dialect.LEGACY_2_1 : Dialect.LEGACY_1_13;
        return text(address) + " answers, but not as a store of the dialect " + ours + " does; is it one of " + other
                + ", or does something else listen on that port?";
    }

    static IllegalStateException closed(Endpoint endpoint) {
        return new IllegalStateException("the client of the store at " + endpoint + " is closed");
    }

    static String interrupted(Call call) {
        return "interrupted before the answer to " + call.description()
                + (call.isUpdate() ? "; nobody knows whether it was done" : "");
    }

    /**
     * A failure that leaves no doubt about this call, though maybe about earlier ones.
     *
     * @param call an update, of which the network has got nothing
     * @param why what kept it from being sent
     */
    static RendezvousConnectionException notSent(Call call, RendezvousConnectionException why) {
        return new RendezvousConnectionException(
                why.getMessage() + "; " + call.description() + " was not sent", Outcome.NOT_SENT, why);
    }

    static InterruptedException interruptedBefore(Call call) {
        return new InterruptedException("interrupted before " + call.description() + " was sent");
    }

    /** The one failure after which a caller has to look before it goes on. */
    static RendezvousConnectionException unknownOutcome(Endpoint endpoint, Unconfirmed.Doubt doubt, Throwable cause) {
        String last = doubt.count() > doubt.latest().size() ? ", the last of them " : ": ";
        return new RendezvousConnectionException(
                "unknown outcome: the connection to the store at " + endpoint + " broke (" + cause.getMessage()
                        + ") before the server confirmed " + doubt.count()
                        + (doubt.count() == 1 ? " request" : " requests")
                        + last + String.join(", ", doubt.latest())
                        + "; they may have been done or not, and are not repeated: look before you do them again",
                Outcome.UNKNOWN,
                cause);
    }

    /**
     * A failure after which a call is not tried again.
     *
     * @param tries how often it was
     */
    static RendezvousConnectionException broken(
            Endpoint endpoint, Call call, BrokenConnectionException last, int tries) {
        return new RendezvousConnectionException(
                "the connection to the store at " + endpoint + " broke (" + last.getMessage() + ")"
                        + (call.isUpdate() ? "" : " before the answer to " + call.description())
                        + (tries > 1 ? ", again and again" : "") + likely(call, last),
                last);
    }

    /** A server that does not know a request closes the connection. */
    private static String likely(Call call, BrokenConnectionException broken) {
        boolean isClosedByServer = !(broken.getCause() instanceof ProtocolException)
                && !(broken.getCause() instanceof SocketTimeoutException);
        return isClosedByServer && call.description().equals(Operation.LIST_KEYS.name())
                ? "; only our own servers and those of PyTorch 2.10 and later with libuv can list their keys"
                : "";
    }

    static IllegalArgumentException noPort(Endpoint endpoint) {
        return new IllegalArgumentException(
                "the endpoint " + endpoint + " has no port from 1 to 65535, on which a server could be reached");
    }

    static IllegalArgumentException negative(Duration time) {
        return new IllegalArgumentException("the time-out of " + TimeText.of(time) + " is negative");
    }

    static IllegalArgumentException emptySecret() {
        return new IllegalArgumentException("the secret is empty; leave it out, or give the one of the server");
    }

    static IllegalStateException noPlaceForSecret(Dialect dialect) {
        return new IllegalStateException("the dialect " + dialect + " has no place for a secret");
    }

    static IllegalStateException cannotListKeys(Dialect dialect) {
        return new IllegalStateException("a server of the dialect " + dialect + " cannot list its keys");
    }

    static RendezvousConnectionException stillConnecting(Endpoint endpoint) {
        return new RendezvousConnectionException(
                "cannot connect to the store at " + endpoint + " in time: another thread is still trying");
    }

    static RendezvousTimeoutException missing(Endpoint endpoint, Collection<String> keys, Duration limit) {
        return new RendezvousTimeoutException(
                "no value for " + new TreeSet<>(keys) + " in the store at " + endpoint + " after " + TimeText.of(limit),
                keys);
    }

    static RendezvousStateException notANumber(Endpoint endpoint, String key) {
        return new RendezvousStateException(
                "the value of the key " + key + " is not a decimal number, in the store at " + endpoint);
    }

    static IllegalArgumentException keyTooLong(String key, int bytes, int limit) {
        return new IllegalArgumentException("a key has " + bytes + " bytes with its slash, more than the " + limit
                + " that a server takes; it begins with " + key.substring(0, Math.min(key.length(), 40)));
    }

    /**
     * What is said of a key that is none of the API.
     *
     * @param shown its bytes as a text, in quotes
     */
    static IllegalArgumentException keyOnWireTooLong(String shown, int bytes, int limit) {
        return new IllegalArgumentException("the key " + shown + " has " + bytes + " bytes, more than the " + limit
                + " that a server takes; if yours takes more, say so with limits()");
    }

    static IllegalArgumentException valueTooLong(String key, int bytes, int limit) {
        return new IllegalArgumentException("the value for the key " + key + " has " + bytes + " bytes, more than the "
                + limit + " that a server takes; if yours takes more, say so with limits()");
    }

    static IllegalArgumentException requestTooLong(long bytes, int limit) {
        return new IllegalArgumentException("the keys and values of a request have " + bytes
                + " bytes together, more than the " + limit + " that a server takes; ask in parts, or say with limits()"
                + " that yours takes more");
    }

    static IllegalArgumentException tooManyKeys(int count, int limit) {
        return new IllegalArgumentException(
                "a request names " + count + " keys, more than the " + limit + " that a server takes; ask in parts");
    }

    private static String text(InetSocketAddress address) {
        return Endpoint.of(address.getAddress().getHostAddress().replaceFirst("%.*", ""), address.getPort())
                .toString();
    }
}
