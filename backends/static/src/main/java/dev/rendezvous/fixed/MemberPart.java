package dev.rendezvous.fixed;

import dev.rendezvous.RendezvousException;
import dev.rendezvous.tcpstore.client.Presence;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The part of each node but rank 0: it joins the rounds, and tells rank 0 when it gives up or leaves. */
final class MemberPart implements Part {

    private static final System.Logger LOGGER = System.getLogger(MemberPart.class.getName());

    /** How long a node that gives up or leaves tries to tell rank 0. */
    private static final Duration TELLING = Duration.ofSeconds(2);

    private final StaticSettings settings;
    private final StaticEnds ends;
    private @Nullable Presence presence;
    private volatile @Nullable Joining joining;
    private volatile boolean waiting;
    private boolean closed;

    MemberPart(StaticSettings settings, StaticEnds ends) {
        this.settings = settings;
        this.ends = ends;
    }

    @Override
    public void open() {}

    @Override
    public int meet(TcpStoreClient client, Deadline deadline) throws InterruptedException {
        RunStore run = new RunStore(client.within(deadline.leftUpTo(settings.joinTimeout())), settings);
        Joining current = new Joining(run, settings, (round, claim) -> announce(round, claim, deadline));
        joining = current;
        waiting = true;
        boolean met = false;
        try {
            int round = current.meet(deadline);
            met = true;
            return round;
        } finally {
            waiting = false;
            if (!met) {
                giveUpAfterFailure(client, current);
            }
        }
    }

    @Override
    public String knowledge() {
        Joining latest = joining;
        return latest == null ? "" : latest.knowledge();
    }

    /** A new presence has a new claim, so that the end of the one before says nothing of it. */
    private void announce(int round, String claim, Deadline deadline) throws InterruptedException {
        Presence next = ends.presence(round, claim, deadline.leftUpTo(settings.joinTimeout()));
        synchronized (this) {
            if (presence != null) {
                presence.close();
            }
            presence = next;
            if (closed) {
                next.close();
            }
        }
    }

    /** A node that does not wait any more must not be counted in. A lost server is not looked for. */
    private void giveUpAfterFailure(TcpStoreClient client, Joining failed) {
        if (!client.isConnected()) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            giveUp(new RunStore(client.within(TELLING), settings), failed);
        } catch (RendezvousException | IllegalStateException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "left a claim behind", e);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void giveUp(RunStore run, Joining current) throws InterruptedException {
        Optional<Joining.Claim> claim = current.claim();
        if (claim.isPresent()) {
            run.giveUp(claim.get().round(), settings.rank(), claim.get().text());
        }
    }

    @Override
    public void leave(TcpStoreClient client, int round) {
        try {
            tellHost(client, round);
        } catch (RendezvousException | IllegalStateException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "left without telling rank 0", e);
        } catch (InterruptedException e) {
            // A thread that interrupts a close does not want it to wait.
            Thread.currentThread().interrupt();
        } finally {
            client.close();
        }
    }

    private void tellHost(TcpStoreClient client, int round) throws InterruptedException {
        Joining current = joining;
        boolean isWaiting = waiting && current != null && current.claim().isPresent();
        if (!isWaiting) {
            client.stopConnecting();
        }
        RunStore run = new RunStore(client.within(TELLING), settings);
        if (isWaiting && current != null) {
            giveUp(run, current);
        }
        if (round > 0) {
            run.leave(round);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (presence != null) {
            presence.close();
        }
    }
}
