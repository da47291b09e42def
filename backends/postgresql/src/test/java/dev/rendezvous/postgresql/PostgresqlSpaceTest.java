package dev.rendezvous.postgresql;

import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.tck.CoordinationContract;
import dev.rendezvous.engine.tck.FaultySpace;
import dev.rendezvous.engine.tck.ProxiedSpace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** The keys in PostgreSQL pass the contract, on a real server. */
final class PostgresqlSpaceTest extends CoordinationContract {

    private final PostgresServer server = PostgresServer.shared();

    @Override
    protected CoordinationSpace openSpace(String id) {
        return open(server.address(), id);
    }

    private static CoordinationSpace open(InetSocketAddress address, String id) {
        return PostgresqlSpace.open(
                PostgresqlSettings.of(PostgresServer.parameters(address, id).build()));
    }

    @Override
    protected Optional<FaultySpace> openFaultySpace(String id) throws Exception {
        return Optional.of(ProxiedSpace.open(server.address(), proxy -> open(proxy, id)));
    }

    @Override
    protected Optional<CoordinationSpace> openRefusedSpace(String id) {
        return Optional.of(PostgresqlSpace.open(PostgresqlSettings.of(server.parameters(id)
                .endpoint(server.endpoint() + "?user=" + PostgresServer.USER + "&password=wrong")
                .build())));
    }

    @Override
    protected boolean restartService() throws IOException {
        server.restart();
        return true;
    }

    @Override
    protected Duration shortestTtl() {
        return Duration.ofMillis(400);
    }
}
