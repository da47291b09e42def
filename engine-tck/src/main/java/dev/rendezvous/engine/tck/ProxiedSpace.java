package dev.rendezvous.engine.tck;

import dev.rendezvous.engine.spi.CoordinationSpace;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * A handle of a service on a network, whose connections go through a proxy.
 *
 * @param space the handle
 * @param proxy what its connections go through
 * @since 0.1
 */
public record ProxiedSpace(CoordinationSpace space, TcpProxy proxy) implements FaultySpace {

    /** Opens a handle that connects to an address. */
    @FunctionalInterface
    public interface Opener {

        /**
         * {@return a handle whose connections all go to the address}
         *
         * @param address the address of a proxy before the service, on this host
         * @throws Exception if there is none
         */
        CoordinationSpace open(InetSocketAddress address) throws Exception;
    }

    /**
     * Opens a handle through a new proxy.
     *
     * @param service the address of the service
     * @param opener opens the handle
     * @return the handle; closing it closes the proxy too
     * @throws Exception if the proxy cannot listen, or what the opener throws
     */
    public static ProxiedSpace open(InetSocketAddress service, Opener opener) throws Exception {
        TcpProxy proxy = TcpProxy.before(service);
        try {
            return new ProxiedSpace(opener.open(proxy.address()), proxy);
        } catch (Exception e) {
            proxy.close();
            throw e;
        }
    }

    @Override
    public void loseNextRequest() {
        proxy.cutBeforeRequest();
    }

    @Override
    public void loseNextReply() {
        proxy.cutBeforeReply();
    }

    @Override
    public void disconnect() {
        proxy.refuse();
    }

    @Override
    public void reconnect() {
        proxy.accept();
    }

    @Override
    public void close() throws IOException {
        space.close();
        proxy.close();
    }
}
