package dev.rendezvous.tcpstore.client.connect;

import dev.rendezvous.Endpoint;
import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.StoreLimits;
import dev.rendezvous.tcpstore.client.request.ClientMessages;
import dev.rendezvous.tcpstore.wire.Deadline;
import dev.rendezvous.tcpstore.wire.SharedSecret;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * What a client was told.
 *
 * @param timeout how long a read waits for its key, and any request for its answer
 * @param connectTimeout how long a server is tried that has not been reached yet
 * @param reconnectTimeout how long a server is tried that has been reached before
 * @param leastTimeout how long a server may always take for an answer
 * @param firstPause how long to pause after the first attempt to connect that failed
 * @param limits what is sent to a server, and taken from it
 */
public record ClientSettings(
        Endpoint endpoint,
        Dialect dialect,
        Duration timeout,
        Duration connectTimeout,
        Duration reconnectTimeout,
        Duration leastTimeout,
        Duration firstPause,
        StoreLimits limits,
        Optional<SSLContext> tls,
        Optional<String> secret) {

    /** A time-out says how long to wait for a key; zero must not mean that no server is fast enough to answer. */
    public static final Duration LEAST_PATIENCE = Duration.ofSeconds(10);

    /** How long the answers of a call may take that ends at a moment of the caller. */
    private static final Duration LAST_ANSWER = Duration.ofSeconds(1);

    public ClientSettings {
        if (secret.isPresent() && dialect != Dialect.CURRENT) {
            throw new IllegalStateException(ClientMessages.noPlaceForSecret(dialect));
        }
    }

    /** {@return the endpoint, which has a port} */
    public static Endpoint withPort(Endpoint endpoint) {
        if (endpoint.port().orElse(0) == 0) {
            throw new IllegalArgumentException(ClientMessages.noPort(endpoint));
        }
        return endpoint;
    }

    /** {@return the time, which is not negative} */
    public static Duration notNegative(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException(ClientMessages.negative(time));
        }
        return time;
    }

    /**
     * {@return the secret}
     *
     * @throws IllegalArgumentException if it is too short
     */
    public static String checkedSecret(String secret) {
        new SharedSecret(secret);
        return secret;
    }

    /** {@return the patience with what a server can answer at once, for a caller whose time-out this is} */
    public CallTimeout callTimeout(Duration callersTimeout) {
        return CallTimeout.withEachAnswer(callersTimeout.compareTo(leastTimeout) > 0 ? callersTimeout : leastTimeout);
    }

    /** {@return the patience of a call that waits for keys, and that ends soon after so long a time whatever happens} */
    public CallTimeout callTimeoutUpTo(Duration limit) {
        Duration answer = callTimeout(limit).answer();
        return new CallTimeout(answer, Deadline.soonAfter(limit, leastTimeout), Optional.empty());
    }

    /** {@return the time-out of a call that waits for nothing but answers, in such a view} */
    public CallTimeout callTimeout(StoreView view) {
        return view.end().map(end -> limited(view, end)).orElseGet(() -> callTimeout(view.timeout()));
    }

    /** {@return the time-out of a call that waits for keys so long, in such a view} */
    public CallTimeout callTimeoutUpTo(Duration limit, StoreView view) {
        return view.end().map(end -> limited(view, end)).orElseGet(() -> callTimeoutUpTo(limit));
    }

    /** A wait that ends with the view is taken back after that, which takes an answer. */
    private CallTimeout limited(StoreView view, Deadline end) {
        Duration left = Duration.ofNanos(Math.max(0, end.left()));
        return new CallTimeout(
                callTimeout(view.timeout()).answer(), Deadline.soonAfter(left, LAST_ANSWER), Optional.of(end));
    }

    /** {@return the port of the endpoint, from 1 to 65535} */
    int port() {
        return endpoint.port().orElseThrow();
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "ClientSettings[secret=" + (secret.isPresent() ? "present" : "none") + "]";
    }
}
