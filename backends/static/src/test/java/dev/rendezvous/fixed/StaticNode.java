package dev.rendezvous.fixed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.Store;
import dev.rendezvous.registry.RendezvousRegistry;
import java.util.SortedSet;
import java.util.TreeSet;

/** A node in a Java process of its own, which asks for the backend by name. */
final class StaticNode {

    static final int TIMED_OUT = 3;

    private StaticNode() {}

    /** Meets, shows what all have left in the store, and stays in the group until its input ends. */
    public static void main(String[] args) throws Exception {
        RendezvousParameters parameters = RendezvousParameters.builder("static")
                .endpoint(args[0])
                .runId(args[1])
                .config("rank", args[2])
                .nodes(Integer.parseInt(args[3]), Integer.parseInt(args[3]))
                .config("join_timeout", args[4])
                .build();
        RendezvousRegistry registry = RendezvousRegistry.discovered(StaticNode.class.getClassLoader());
        try (RendezvousHandler handler = registry.createHandler(parameters)) {
            RendezvousInfo place = handler.nextRendezvous();
            System.out.println("rank " + place.rank() + " of " + place.worldSize());
            System.out.println("pids " + exchangePids(place));
            System.in.read();
        } catch (RendezvousTimeoutException e) {
            System.out.println(e.getMessage());
            System.exit(TIMED_OUT);
        }
    }

    private static SortedSet<Long> exchangePids(RendezvousInfo place) throws InterruptedException {
        Store store = place.store();
        store.set(
                "pid/" + place.rank(),
                Long.toString(ProcessHandle.current().pid()).getBytes(UTF_8));
        SortedSet<Long> pids = new TreeSet<>();
        for (int rank = 0; rank < place.worldSize(); rank++) {
            pids.add(Long.valueOf(new String(store.get("pid/" + rank), UTF_8)));
        }
        return pids;
    }
}
