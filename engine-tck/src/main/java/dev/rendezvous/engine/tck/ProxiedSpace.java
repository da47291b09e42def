package dev.rendezvous.engine.tck;

import dev.rendezvous.engine.spi.CoordinationSpace;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * A handle behind a proxy.
 *
 * @param space the handle
 * @param proxy what its connections go through
 */
record ProxiedSpace(CoordinationSpace space, TcpProxy proxy) implements FaultySpace {

    static ProxiedSpace open(InetSocketAddress service, Opener opener) throws Exception {
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
