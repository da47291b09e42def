package dev.rendezvous.tcp;

import dev.rendezvous.Endpoint;
import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.tck.CoordinationContract;
import dev.rendezvous.engine.tck.FaultySpace;
import dev.rendezvous.engine.tck.ProxiedSpace;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import dev.rendezvous.tcpstore.space.SpaceClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The cells of a TCP store server pass the contract, over real sockets. */
final class CellSpaceTest extends CoordinationContract {

    private static final Duration GRACE = Duration.ofMillis(150);

    private static final String SECRET = "a secret that is long enough for any rule";

    private TcpStoreServer server;

    @BeforeEach
    void start() throws IOException {
        server = TcpStoreServer.builder().secret(SECRET).start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    protected CoordinationSpace openSpace(String id) {
        return open(server.address(), id, SECRET);
    }

    private static CoordinationSpace open(InetSocketAddress address, String id, String secret) {
        Endpoint endpoint = Endpoint.of(address.getAddress().getHostAddress(), address.getPort());
        return new CellSpace(SpaceClient.builder(endpoint, id).secret(secret).build(), Optional.of(GRACE));
    }

    @Override
    protected Optional<FaultySpace> openFaultySpace(String id) throws Exception {
        return Optional.of(ProxiedSpace.open(server.address(), proxy -> open(proxy, id, SECRET)));
    }

    @Override
    protected Optional<CoordinationSpace> openRefusedSpace(String id) {
        return Optional.of(open(server.address(), id, "another secret, also long enough for a rule"));
    }

    @Override
    protected boolean restartService() throws IOException {
        int port = server.port();
        server.close();
        server = TcpStoreServer.builder().port(port).secret(SECRET).start();
        return true;
    }

    @Override
    protected Duration shortestTtl() {
        return Duration.ofMillis(400);
    }

    @Override
    protected Optional<Duration> disconnectGrace() {
        return Optional.of(GRACE);
    }
}
