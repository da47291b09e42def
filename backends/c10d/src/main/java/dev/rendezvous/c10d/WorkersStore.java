package dev.rendezvous.c10d;

import dev.rendezvous.BootstrapStoreInfo;
import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.c10d.state.Family;
import dev.rendezvous.c10d.state.Node;
import dev.rendezvous.c10d.state.RunState;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the workers of a round meet, which the families do in their own ways. Up to 2.3 the agents settle it after the rendezvous. In 2.4
 * rank 0 names a free port in each round. In 2.5 the workers use the store of the run. From 2.6 on rank 0 hosts a store for them, and
 * names it in the first round that it hosts, but not in later ones: so a node that joins a running job finds nothing, and the job ends.
 *
 * <p>This node names the place in each round in which it is rank 0. As any other rank it takes what the round says. If the round says
 * nothing for two seconds, it takes what the newest earlier round said, as long as the node that hosts it is still there, and says
 * so for the others.
 */
final class WorkersStore {

    private static final Duration WAIT_FOR_ROUND = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration LONGEST_LOOK = Duration.ofMillis(400);
    private static final int CONNECT_MILLIS = 1_500;

    private final C10dSettings settings;
    private final Node me;
    private final MachineName machine;
    private @Nullable TcpStoreServer server;
    private boolean isClosed;

    WorkersStore(C10dSettings settings, Node me, MachineName machine) {
        this.settings = settings;
        this.me = me;
        this.machine = machine;
    }

    /** Whether the round has become another one meanwhile. */
    interface Changed {
        boolean isSo() throws InterruptedException;
    }

    /** {@return whether the agents own the store} */
    boolean isShared() {
        return settings.sharesStore() && settings.family().compareTo(Family.V2_5) >= 0;
    }

    /** {@return whether the place is known after the rendezvous} */
    boolean isNamed() {
        return settings.family().compareTo(Family.V2_4) >= 0;
    }

    /**
     * {@return the place; empty if the round is over before it is known}
     *
     * @throws RendezvousTimeoutException if it does not become known in time
     */
    Optional<BootstrapStoreInfo> place(RunState state, Masters masters, Changed changed) throws InterruptedException {
        if (isShared() && settings.family() == Family.V2_5) {
            return Optional.of(new BootstrapStoreInfo(
                    settings.endpoint().host(), settings.endpoint().port().orElseThrow()));
        }
        if (state.participants().getOrDefault(me, -1) != 0) {
            return awaited(state, masters, changed);
        }
        BootstrapStoreInfo place =
                isShared() ? hosted(state, masters) : new BootstrapStoreInfo(me.address(), freePort());
        masters.publish(state.round(), place);
        return Optional.of(place);
    }

    /** {@return the earlier place as long as its host is there, since other agents keep it; else one on this node} */
    private BootstrapStoreInfo hosted(RunState state, Masters masters) throws InterruptedException {
        Optional<BootstrapStoreInfo> own = own();
        if (own.isPresent()) {
            return own.get();
        }
        Optional<BootstrapStoreInfo> earlier =
                masters.newestBefore(state.round()).filter(place -> isHosted(state, place) && !isGone(place));
        return earlier.isPresent() ? earlier.get() : start();
    }

    private Optional<BootstrapStoreInfo> awaited(RunState state, Masters masters, Changed changed)
            throws InterruptedException {
        long start = System.nanoTime();
        Duration pause = LOOK;
        while (true) {
            Optional<BootstrapStoreInfo> named = masters.find(state.round());
            if (named.isPresent()) {
                return named;
            }
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            if (waited.compareTo(settings.times().read()) > 0) {
                throw new RendezvousTimeoutException(
                        C10dMessages.noMaster(settings, state.round()), List.of("MASTER_ADDR", "MASTER_PORT"));
            }
            if (isShared() && waited.compareTo(WAIT_FOR_ROUND) > 0) {
                repair(state, masters);
            }
            if (changed.isSo()) {
                return Optional.empty();
            }
            Thread.sleep(pause.toMillis());
            pause = pause.compareTo(LONGEST_LOOK) < 0 ? pause.multipliedBy(2) : pause;
        }
    }

    private void repair(RunState state, Masters masters) throws InterruptedException {
        Optional<BootstrapStoreInfo> earlier = masters.newestBefore(state.round());
        if (earlier.isPresent() && isHosted(state, earlier.get()) && !isGone(earlier.get())) {
            masters.publishIfAbsent(state.round(), earlier.get());
        }
    }

    private static boolean isHosted(RunState state, BootstrapStoreInfo place) {
        return state.participants().keySet().stream()
                .anyMatch(node -> node.address().equals(place.masterAddress()));
    }

    /**
     * {@return whether it is certain that no process listens there} An agent that was started again has another port. A name that only the
     * workers can resolve, or a firewall, tells nothing.
     */
    private static boolean isGone(BootstrapStoreInfo place) {
        InetSocketAddress address = new InetSocketAddress(place.masterAddress(), place.masterPort());
        if (address.isUnresolved()) {
            return false;
        }
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_MILLIS);
            return false;
        } catch (ConnectException refused) {
            return true;
        } catch (IOException unknown) {
            return false;
        }
    }

    private synchronized Optional<BootstrapStoreInfo> own() {
        TcpStoreServer hosted = server;
        return hosted == null ? Optional.empty() : Optional.of(new BootstrapStoreInfo(me.address(), hosted.port()));
    }

    private synchronized BootstrapStoreInfo start() {
        if (isClosed) {
            throw new IllegalStateException(C10dMessages.handlerClosed(settings));
        }
        try {
            TcpStoreServer started = TcpStoreServer.builder()
                    .bindAddress(machine.bindAddress(me.address()))
                    .start();
            server = started;
            return new BootstrapStoreInfo(me.address(), started.port());
        } catch (IOException e) {
            throw new RendezvousConnectionException(C10dMessages.noStoreForWorkers(me.address(), e), e);
        }
    }

    private int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new RendezvousConnectionException(C10dMessages.noStoreForWorkers(me.address(), e), e);
        }
    }

    synchronized void close() {
        isClosed = true;
        if (server != null) {
            server.close();
        }
    }
}
