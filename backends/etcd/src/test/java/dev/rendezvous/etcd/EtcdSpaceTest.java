package dev.rendezvous.etcd;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.tck.CoordinationContract;
import dev.rendezvous.engine.tck.FaultySpace;
import dev.rendezvous.engine.tck.ProxiedSpace;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** A space at etcd passes the contract. */
@RequiresEtcd
final class EtcdSpaceTest extends CoordinationContract {

    private static final Life LINGER = Life.linger(Duration.ofHours(2));

    private final EtcdServer server = SharedEtcd.get();

    @Override
    protected CoordinationSpace openSpace(String id) {
        return open(server.endpoint(), id);
    }

    private static CoordinationSpace open(Endpoint endpoint, String id) {
        return EtcdBackend.open(RendezvousParameters.builder("etcd")
                .endpoint(endpoint.toString())
                .runId(id)
                .build());
    }

    /** The first write of a key that lingers asks for a lease before. The faults shall hit the write. */
    @Override
    protected Optional<FaultySpace> openFaultySpace(String id) throws Exception {
        ProxiedSpace faulty = ProxiedSpace.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
                proxy -> open(Endpoint.of("127.0.0.1", proxy.getPort()), id));
        faulty.space()
                .put("warm/up", "1", Precondition.absent(), LINGER)
                .toCompletableFuture()
                .get();
        return Optional.of(faulty);
    }

    @Override
    protected boolean restartService() throws Exception {
        server.restart();
        return true;
    }
}
