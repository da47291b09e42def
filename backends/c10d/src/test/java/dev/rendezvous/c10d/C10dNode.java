package dev.rendezvous.c10d;

import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.c10d.state.Node;
import java.time.Duration;
import java.util.Map;

/**
 * A node in a process of its own: meets, says so, and meets again whenever it must, until the run is closed. Arguments: endpoint, name,
 * minimum, maximum, family.
 */
final class C10dNode {

    private C10dNode() {}

    public static void main(String[] arguments) throws Exception {
        RendezvousParameters parameters = RendezvousParameters.builder("c10d")
                .endpoint(arguments[0])
                .runId("run")
                .nodes(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]))
                .config("peer", arguments[4])
                .config("last_call_timeout", "1s")
                .config("keep_alive_interval", "300ms")
                .build();
        Node node = new Node(arguments[1], ProcessHandle.current().pid(), 0);
        try (C10dRendezvousHandler handler = new C10dRendezvousHandler(
                C10dSettings.of(parameters, Map.of()), new MachineName(MachineName.RealNetwork.INSTANCE), node)) {
            while (!handler.isRunClosed()) {
                RendezvousInfo info = handler.nextRendezvous();
                System.out.println("rank " + info.rank() + " of " + info.worldSize() + " in round " + info.round());
                while (!handler.awaitChange(Duration.ofMinutes(1))) {
                    Thread.onSpinWait();
                }
            }
        }
        System.out.println("closed");
    }
}
