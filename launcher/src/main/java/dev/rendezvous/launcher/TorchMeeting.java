package dev.rendezvous.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.RendezvousException;
import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.launcher.agent.RunEnd;
import dev.rendezvous.launcher.agent.WorkerFailure;
import dev.rendezvous.launcher.torch.ExitBarrier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A meeting with agents of torchrun. It ends as theirs does: an agent whose workers have ended well waits for the others at the exit
 * barrier, and then closes the run. A run that is closed says nothing of its end: PyTorch's agents close it when they have waited for too
 * long, and go on with their own workers. So does this one, unless another agent of ours has left word of a failure.
 */
final class TorchMeeting implements Meeting {

    /** The name of the backend whose rounds torchrun's agents share. */
    static final String BACKEND = "c10d";

    private static final String ENDING = "rdzv/ending";
    private static final int TRY_AGAIN = 75;
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** As long as PyTorch's agents wait for each other. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final RendezvousHandler handler;
    private final boolean restartsOnJoin;
    private volatile @Nullable RendezvousInfo info;
    private volatile int failures;
    private volatile boolean isFinished;
    private volatile String why = "";

    TorchMeeting(RendezvousHandler handler, boolean restartsOnJoin) {
        this.handler = handler;
        this.restartsOnJoin = restartsOnJoin;
    }

    @Override
    public Entered join() throws InterruptedException {
        RendezvousInfo entered = handler.nextRendezvous();
        info = entered;
        return new Entered(entered, failures, 0, "");
    }

    /** The node calls for its next round, which the others see. As in PyTorch, an agent counts the failures of its own workers. */
    @Override
    public void fail(WorkerFailure failure, int rank) {
        synchronized (this) {
            failures++;
        }
    }

    @Override
    public void closeRun(WorkerFailure failure, int rank) throws InterruptedException {
        why = "rank " + rank + " failed: " + failure.message();
        RendezvousInfo round = info;
        if (round != null) {
            round.store().set(ENDING, (failure.code() + " " + why).getBytes(UTF_8));
        }
        handler.closeRun();
    }

    @Override
    public boolean finish() throws InterruptedException {
        RendezvousInfo round = info;
        if (round == null) {
            throw new IllegalStateException("this node is not in a round");
        }
        ExitBarrier barrier = new ExitBarrier(round, PATIENCE);
        ExitBarrier.End end = barrier.pass(() -> handler.isRunClosed() || handler.numNodesWaiting() > 0);
        if (end == ExitBarrier.End.ABANDONED && !handler.isRunClosed()) {
            return false;
        }
        isFinished = true;
        why = end == ExitBarrier.End.ALL_DONE ? "finished" : "finished on this node; not all others are done";
        closeIfPossible();
        return true;
    }

    /** The host of the store may have left after the barrier. */
    private void closeIfPossible() throws InterruptedException {
        try {
            handler.closeRun();
        } catch (RendezvousException gone) {
            return;
        }
    }

    @Override
    public void drain() {}

    @Override
    public Optional<RunEnd> ending() throws InterruptedException {
        Optional<RunEnd> told = told();
        if (told.isPresent()) {
            return told;
        }
        if (isFinished) {
            return Optional.of(new RunEnd(0, true, false));
        }
        return handler.isRunClosed() ? Optional.of(new RunEnd(TRY_AGAIN, false, info == null)) : Optional.empty();
    }

    private Optional<RunEnd> told() throws InterruptedException {
        RendezvousInfo round = info;
        if (round == null) {
            return Optional.empty();
        }
        try {
            return round.store().find(ENDING).map(bytes -> end(new String(bytes, UTF_8)));
        } catch (RendezvousException away) {
            return Optional.empty();
        }
    }

    private RunEnd end(String text) {
        String code = text.replaceFirst(" .*", "");
        why = text.substring(code.length()).strip();
        return new RunEnd(code.matches("[1-9][0-9]{0,2}") ? Integer.parseInt(code) : TRY_AGAIN, false, false);
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
        if (restartsOnJoin && !handler.isRunClosed()) {
            handler.awaitChange(timeout);
        } else {
            Thread.sleep(Math.min(LOOK.toMillis(), timeout.toMillis()));
        }
        if (handler.isRunClosed()) {
            return told().isPresent();
        }
        return restartsOnJoin && handler.numNodesWaiting() > 0;
    }

    @Override
    public void close() {
        handler.close();
    }
}
