package dev.rendezvous.tcp;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.engine.tck.TcpProxy;
import dev.rendezvous.engine.tck.group.GroupContract;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Nodes that are processes, at a server that none of them hosts. */
class TcpGroupContractTest extends GroupContract {

    private static final int LONGEST_MILLIS = 2_000;

    private TcpStoreServer server;
    private TcpProxy proxy;

    @BeforeEach
    void start() throws Exception {
        server = TcpStoreServer.builder().bindAddress("127.0.0.1").start();
        proxy = TcpProxy.before(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    }

    @AfterEach
    void stop() throws Exception {
        proxy.close();
        server.close();
    }

    @Override
    protected RendezvousParameters.Builder parameters() {
        return RendezvousParameters.builder("tcp")
                .endpoint("127.0.0.1:" + proxy.address().getPort())
                .config("serve", "no")
                .config("disconnect_grace", "500ms");
    }

    /** The server is not reached, is silent, or its reply is lost. */
    @Override
    protected void breakService(Random random) throws Exception {
        switch (random.nextInt(3)) {
            case 0 -> proxy.refuse();
            case 1 -> proxy.hold();
            default -> proxy.cutBeforeReply();
        }
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_MILLIS));
        proxy.accept();
        proxy.resume();
    }
}
