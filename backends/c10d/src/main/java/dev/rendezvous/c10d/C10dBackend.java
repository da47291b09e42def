package dev.rendezvous.c10d;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.annotations.RendezvousBackend;
import dev.rendezvous.c10d.state.Node;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Joins jobs of PyTorch's {@code torchrun}: the state, the keys and the rules of its c10d backend, in which agents of Python and of a JVM
 * cannot tell each other apart.
 */
final class C10dBackend {

    private static final AtomicLong NEXT_LOCAL_ID = new AtomicLong();

    private C10dBackend() {}

    @RendezvousBackend(
            value = "c10d",
            description = "Joins a job of PyTorch's torchrun, as one of its agents",
            options = {
                @RendezvousBackend.Option(
                        name = C10dSettings.PEER,
                        defaultValue = C10dSettings.DEFAULT_PEER,
                        description = "the release of PyTorch of the job: 1.13, or 2.0 and later"),
                @RendezvousBackend.Option(
                        name = C10dSettings.IS_HOST,
                        type = RendezvousBackend.Type.BOOL,
                        description = "whether this node hosts the store; by default, if the endpoint is this machine"),
                @RendezvousBackend.Option(
                        name = C10dSettings.STORE_TYPE,
                        defaultValue = "tcp",
                        description = "tcp, the only one"),
                @RendezvousBackend.Option(
                        name = C10dSettings.STORE_DIALECT,
                        defaultValue = "auto",
                        description =
                                "what the store speaks: auto (by the peer), legacy (PyTorch 1.13 and 2.0) or current"),
                @RendezvousBackend.Option(
                        name = C10dSettings.SHARE_STORE,
                        type = RendezvousBackend.Type.BOOL,
                        description = "from 2.5 on, whether workers use a store of the agents; by default, unless"
                                + " TORCH_DISABLE_SHARE_RDZV_TCP_STORE is 1"),
                @RendezvousBackend.Option(
                        name = C10dSettings.JOIN_TIMEOUT,
                        type = RendezvousBackend.Type.DURATION,
                        defaultValue = "10m",
                        description = "how long a node waits for a round"),
                @RendezvousBackend.Option(
                        name = C10dSettings.LAST_CALL_TIMEOUT,
                        type = RendezvousBackend.Type.DURATION,
                        defaultValue = "30s",
                        description = "how long a round with the minimum of nodes waits for more"),
                @RendezvousBackend.Option(
                        name = C10dSettings.LAST_CALL,
                        type = RendezvousBackend.Type.DURATION,
                        description = "the same, where last_call_timeout is not given"),
                @RendezvousBackend.Option(
                        name = C10dSettings.CLOSE_TIMEOUT,
                        type = RendezvousBackend.Type.DURATION,
                        defaultValue = "30s",
                        description = "how long to try to close the run"),
                @RendezvousBackend.Option(
                        name = C10dSettings.HEARTBEAT_TIMEOUT,
                        type = RendezvousBackend.Type.DURATION,
                        defaultValue = "5s",
                        description = "how long to try to write a heartbeat"),
                @RendezvousBackend.Option(
                        name = C10dSettings.KEEP_ALIVE_INTERVAL,
                        type = RendezvousBackend.Type.DURATION,
                        defaultValue = "5s",
                        description = "how often a node writes a heartbeat"),
                @RendezvousBackend.Option(
                        name = C10dSettings.KEEP_ALIVE_MAX_ATTEMPT,
                        type = RendezvousBackend.Type.INT,
                        defaultValue = "3",
                        description = "after how many intervals without one a node is dead"),
                @RendezvousBackend.Option(
                        name = C10dSettings.READ_TIMEOUT,
                        type = RendezvousBackend.Type.DURATION,
                        defaultValue = "60s",
                        description = "how long to wait for a key, and for the store to be reached"),
                @RendezvousBackend.Option(
                        name = C10dSettings.LINGER,
                        type = RendezvousBackend.Type.DURATION,
                        defaultValue = "5s",
                        description =
                                "how long the node that hosts the store keeps it, when it closes, for nodes that have not left")
            })
    static RendezvousHandler create(RendezvousParameters parameters) {
        C10dSettings settings = C10dSettings.of(parameters, System.getenv());
        MachineName.Network network = MachineName.RealNetwork.INSTANCE;
        return new C10dRendezvousHandler(settings, new MachineName(network), node(settings, network));
    }

    /** {@return this handler's node} The number tells the handlers of a process apart. */
    static Node node(C10dSettings settings, MachineName.Network network) {
        return new Node(
                settings.address().orElseGet(network::ownFullName),
                ProcessHandle.current().pid(),
                NEXT_LOCAL_ID.getAndIncrement());
    }
}
