package dev.rendezvous.launcher.torch;

import dev.rendezvous.Store;
import dev.rendezvous.c10d.cell.Seen;
import dev.rendezvous.c10d.cell.StateCell;
import dev.rendezvous.c10d.state.Draft;
import dev.rendezvous.c10d.state.Family;
import dev.rendezvous.c10d.state.Node;
import dev.rendezvous.c10d.state.RunState;
import dev.rendezvous.c10d.state.StateCodec;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Takes part in a run of two agents as torchrun's agent of a release does, with the keys that were recorded of it: one worker, which takes
 * no time.
 */
public final class ForeignAgent implements AutoCloseable {

    private final String release;
    private final Family family;
    private final String run;
    private final Node me;
    private final TcpStoreClient client;
    private final StateCell cell;

    /**
     * Connects.
     *
     * @param release the first one of its family
     * @param name of this node
     */
    public ForeignAgent(String release, String host, int port, String run, String name) throws Exception {
        this.release = release;
        this.family = Family.of(release);
        this.run = run;
        this.me = new Node(name, 4711, 0);
        this.client = TcpStoreClient.builder(host, port).connect();
        this.cell = new StateCell(client, new StateCodec(family, "torch.rendezvous." + run));
    }

    /** {@return first rank and world size, where the agent of this release is told; else nothing} Meets, works, and closes the run. */
    public List<Integer> takePart() throws InterruptedException {
        RunState state = meet();
        Store round = Store.prefixed(client, "torch.rendezvous." + run + "." + state.round());
        int rank = Objects.requireNonNull(state.participants().get(me));
        ScriptedAgent agent =
                new ScriptedAgent(release, round, rank, state.participants().size());
        if (family == Family.V2_4 || family == Family.V2_6) {
            agent.master(me.address());
        }
        List<Integer> ranks = agent.settle(me.address() + ":53571");
        change(draft -> draft.beat(me, Instant.now()));
        agent.exit();
        change(Draft::close);
        return ranks;
    }

    /** Closes the run, as an agent does that has waited for too long. */
    public void closeRun() throws InterruptedException {
        change(Draft::close);
    }

    private RunState meet() throws InterruptedException {
        change(draft -> {
            draft.participants().put(me, 0);
            draft.beat(me, Instant.now());
            if (draft.participants().size() == 2) {
                draft.complete();
            }
        });
        while (true) {
            RunState state = cell.read().stateOrEmpty();
            if (state.complete()) {
                return state;
            }
            // As torchrun's agents do.
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private void change(Consumer<Draft> change) throws InterruptedException {
        Seen seen = cell.read();
        boolean written = false;
        while (!written) {
            Draft draft = Draft.of(seen.stateOrEmpty());
            change.accept(draft);
            seen = cell.replace(seen, draft.state());
            written = seen.written();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
