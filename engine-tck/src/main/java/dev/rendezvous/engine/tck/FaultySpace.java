package dev.rendezvous.engine.tck;

import dev.rendezvous.engine.spi.CoordinationSpace;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * A handle whose connection a test can break.
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

    /** Opens a handle that connects to an address. */
    @FunctionalInterface
    interface Opener {

        /**
         * {@return a handle whose connections all go to the address}
         *
         * @param address the address of a proxy before the service, on this host
         * @throws Exception if there is none
         */
        CoordinationSpace open(InetSocketAddress address) throws Exception;
    }

    /**
     * Opens a handle of a service on a network, through a proxy.
     *
     * @param service the address of the service
     * @param opener opens the handle
     * @return the handle; closing it closes the proxy too
     * @throws Exception if the proxy cannot listen, or what the opener throws
     */
    static FaultySpace through(InetSocketAddress service, Opener opener) throws Exception {
        return ProxiedSpace.open(service, opener);
    }
}
