package dev.rendezvous.c10d;

import dev.rendezvous.Endpoint;
import dev.rendezvous.c10d.cell.Bell;
import dev.rendezvous.c10d.cell.Clocks;
import dev.rendezvous.c10d.cell.Pausing;
import dev.rendezvous.c10d.cell.Runner;
import dev.rendezvous.c10d.cell.StateCell;
import dev.rendezvous.c10d.cell.StoreBell;
import dev.rendezvous.c10d.state.Node;
import dev.rendezvous.c10d.state.StateCodec;
import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * The connections of a node to the store: one for the state, so that heartbeats never wait for anything else, and one for the keys of
 * rounds.
 */
final class Connection {

    /** How long leaving may take. */
    private static final Duration BRIEFLY = Duration.ofSeconds(2);

    private final C10dSettings settings;
    private final Node me;
    private final TcpStoreClient states;
    private final TcpStoreClient keys;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Runner runner;

    /** Makes connections that are opened when they are first needed, so that a close can end the wait for a store. */
    Connection(C10dSettings settings, Node me, Endpoint endpoint) {
        this.settings = settings;
        this.me = me;
        TcpStoreClient.Builder builder = TcpStoreClient.builder(endpoint)
                .dialect(settings.dialect())
                .timeout(settings.times().read())
                .connectTimeout(settings.times().read());
        this.states = builder.unconnected();
        this.keys = builder.unconnected();
        this.runner = runner(states);
    }

    private Runner runner(TcpStoreClient client) {
        StateCodec codec = new StateCodec(settings.family(), settings.stateKey());
        // The older dialect cannot take a wait back, other than by closing the connection.
        Bell bell = settings.dialect() == Dialect.CURRENT
                ? new StoreBell(client, settings.stateKey())
                : new Pausing(closed);
        return new Runner(new StateCell(client, codec), bell, me, settings.rules(), Clocks.SYSTEM);
    }

    Runner runner() {
        return runner;
    }

    /** {@return one whose calls all end soon} */
    Runner briefRunner() {
        return runner(states.within(BRIEFLY));
    }

    Duration brevity() {
        return BRIEFLY;
    }

    /** {@return the keys of the store, with those of all rounds} */
    TcpStoreClient keys() {
        return keys;
    }

    boolean isOpen() {
        return states.isConnected();
    }

    /** Ends what waits for a change, on any thread. */
    void wake() {
        closed.countDown();
    }

    /** A store that is gone is not waited for. */
    void stopConnecting() {
        keys.stopConnecting();
        states.stopConnecting();
    }

    void close() {
        wake();
        stopConnecting();
        keys.close();
        states.close();
    }
}
