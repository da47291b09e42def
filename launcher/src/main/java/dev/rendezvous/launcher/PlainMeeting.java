package dev.rendezvous.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.RendezvousException;
import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.Store;
import dev.rendezvous.launcher.agent.RunEnd;
import dev.rendezvous.launcher.agent.WorkerFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A meeting through a backend that only meets. How the run ends is told through the store of the round: each node counts itself when it
 * is done, and a node that fails for good leaves its exit code there before it closes the run.
 */
final class PlainMeeting implements Meeting {

    private static final String DONE = "launch/done";
    private static final String ENDING = "launch/ending";
    private static final int TRY_AGAIN = 75;
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final RendezvousHandler handler;
    private final boolean restartsOnJoin;
    private volatile @Nullable RendezvousInfo info;
    private volatile String why = "";

    PlainMeeting(RendezvousHandler handler, boolean restartsOnJoin) {
        this.handler = handler;
        this.restartsOnJoin = restartsOnJoin;
    }

    @Override
    public Entered join() throws InterruptedException {
        RendezvousInfo entered = handler.nextRendezvous();
        info = entered;
        return new Entered(entered, 0, 0, "");
    }

    /** The node calls for its next round, which the others see. */
    @Override
    public void fail(WorkerFailure failure, int rank) {}

    @Override
    public void closeRun(WorkerFailure failure, int rank) throws InterruptedException {
        end(failure.code(), "rank " + rank + " failed: " + failure.message());
    }

    private void end(int code, String message) throws InterruptedException {
        why = message;
        store().set(ENDING, (code + " " + message).getBytes(UTF_8));
        handler.closeRun();
    }

    /** Waits until all nodes are done, one has failed, or the round is formed again. */
    @Override
    public boolean finish() throws InterruptedException {
        RendezvousInfo round = round();
        if (store().add(DONE, 1) == round.worldSize()) {
            end(0, "finished");
            return true;
        }
        while (true) {
            try {
                store().await(List.of(ENDING), LOOK);
                return true;
            } catch (RendezvousTimeoutException notYet) {
                if (handler.numNodesWaiting() > 0) {
                    return false;
                }
                if (handler.isRunClosed()) {
                    return true;
                }
            }
        }
    }

    @Override
    public void drain() {}

    @Override
    public Optional<RunEnd> ending() throws InterruptedException {
        RendezvousInfo round = info;
        if (round == null) {
            return handler.isRunClosed() ? Optional.of(new RunEnd(TRY_AGAIN, false, true)) : Optional.empty();
        }
        Optional<RunEnd> told = told(round.store());
        if (told.isPresent()) {
            return told;
        }
        return handler.isRunClosed() ? Optional.of(new RunEnd(TRY_AGAIN, false, false)) : Optional.empty();
    }

    private Optional<RunEnd> told(Store store) throws InterruptedException {
        try {
            return store.find(ENDING).map(bytes -> end(new String(bytes, UTF_8)));
        } catch (RendezvousException away) {
            return Optional.empty();
        }
    }

    private RunEnd end(String text) {
        int blank = text.indexOf(' ');
        String code = blank < 0 ? text : text.substring(0, blank);
        why = blank < 0 ? "" : text.substring(blank + 1);
        int number = code.matches("[0-9]{1,3}") ? Integer.parseInt(code) : TRY_AGAIN;
        return new RunEnd(number, number == 0, false);
    }

    @Override
    public String why() {
        return why;
    }

    @Override
    public Crowd crowd() {
        return new Crowd(List.of(), false);
    }

    @Override
    public Optional<String> problem() {
        return Optional.empty();
    }

    @Override
    public boolean awaitChange(Duration timeout) throws InterruptedException {
        if (restartsOnJoin) {
            return handler.awaitChange(timeout);
        }
        Thread.sleep(Math.min(LOOK.toMillis(), timeout.toMillis()));
        return handler.isRunClosed();
    }

    @Override
    public void close() {
        handler.close();
    }

    private Store store() {
        return round().store();
    }

    private RendezvousInfo round() {
        RendezvousInfo round = info;
        if (round == null) {
            throw new IllegalStateException("this node is not in a round");
        }
        return round;
    }
}
