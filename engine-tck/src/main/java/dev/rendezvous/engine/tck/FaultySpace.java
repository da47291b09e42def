package dev.rendezvous.engine.tck;

import dev.rendezvous.engine.spi.CoordinationSpace;
import java.io.IOException;

/**
 * A handle whose connection a test can break. For a service on a network, {@code ProxiedSpace} is one.
 *
 * @since 0.1
 */
public interface FaultySpace extends AutoCloseable {

    /** {@return the handle} */
    CoordinationSpace space();

    /** Loses the next request: it never reaches the service, and the connection breaks. */
    void loseNextRequest();

    /** Loses the next reply: its request reaches the service, and the connection breaks. */
    void loseNextReply();

    /** Breaks the connection and lets none be made, until {@link #reconnect()}. */
    void disconnect();

    /** Lets connections be made again. The handle makes one by itself. */
    void reconnect();

    /** Closes the handle. */
    @Override
    void close() throws IOException;
}
