package dev.rendezvous.etcd;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.tck.RendezvousHandlerContract;
import java.util.Optional;
import java.util.UUID;

/** Handlers that meet at etcd pass the contract. Each test has a namespace of its own. */
@RequiresEtcd
class EtcdHandlerContractTest implements RendezvousHandlerContract {

    private final String namespace = "/test/" + UUID.randomUUID();

    @Override
    public String backend() {
        return "etcd";
    }

    @Override
    public Optional<String> alias() {
        return Optional.of("etcd-v3");
    }

    @Override
    public void configure(RendezvousParameters.Builder parameters, int node) {
        parameters
                .endpoint(SharedEtcd.get().endpoint().toString())
                .localAddress("node-" + node)
                .config("namespace", namespace)
                .config("lease", "6s")
                .config("heartbeat", "2s")
                .config("last_call", "100ms")
                .config("reform_last_call", "100ms");
    }

    @Override
    public RendezvousHandler newHandler(RendezvousParameters parameters) {
        return EtcdBackend.create(parameters);
    }

    @Override
    public boolean isElastic() {
        return true;
    }
}
