package dev.rendezvous.launcher;

import dev.rendezvous.Member;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.engine.ElasticHandler;
import dev.rendezvous.engine.Ending;
import dev.rendezvous.engine.Failure;
import dev.rendezvous.engine.Root;
import dev.rendezvous.engine.RoundStatus;
import dev.rendezvous.engine.RunView;
import dev.rendezvous.launcher.agent.RunEnd;
import dev.rendezvous.launcher.agent.WorkerFailure;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A meeting through an elastic backend: causes, budgets and the end are those of the whole run. */
final class ElasticMeeting implements Meeting {

    private final ElasticHandler handler;
    private volatile boolean wasAlive;

    ElasticMeeting(ElasticHandler handler) {
        this.handler = handler;
        handler.onChange(this::note);
    }

    /** A spare sees the run alive without being in a round. */
    private void note(RoundStatus status) {
        if (status.ending().isEmpty() && (status.round() > 0 || status.waiting() > 0)) {
            wasAlive = true;
        }
    }

    @Override
    public Entered join() throws InterruptedException {
        RendezvousInfo info = handler.nextRendezvous();
        wasAlive = true;
        RoundStatus status = handler.status();
        return new Entered(
                info, status.failures(), status.changes(), status.cause().name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void fail(WorkerFailure failure, int rank) throws InterruptedException {
        handler.fail(new Failure(rank, code(failure), failure.message(), failure.isRestartable()));
    }

    @Override
    public void closeRun(WorkerFailure failure, int rank) throws InterruptedException {
        handler.closeRun(Ending.of(Ending.Why.FAILED, code(failure), "rank " + rank + " failed: " + failure.message()));
    }

    private static int code(WorkerFailure failure) {
        return Math.max(1, Math.min(failure.code(), 255));
    }

    @Override
    public boolean finish() throws InterruptedException {
        return handler.finish();
    }

    @Override
    public void drain() throws InterruptedException {
        handler.drain();
    }

    @Override
    public Optional<RunEnd> ending() {
        return handler.status()
                .ending()
                .map(ending -> new RunEnd(ending.code(), ending.why() == Ending.Why.FINISHED, !wasAlive));
    }

    @Override
    public String why() {
        return handler.status().ending().map(ElasticMeeting::text).orElse("");
    }

    private static String text(Ending ending) {
        String why = ending.why().name().toLowerCase(Locale.ROOT);
        String root = ending.root().map(ElasticMeeting::text).orElse(ending.message());
        return root.isEmpty() ? why : why + ", " + root;
    }

    private static String text(Root root) {
        String kind = root.kind().name().toLowerCase(Locale.ROOT);
        return (root.kind() == Root.Kind.FAILED ? "rank " : "node ") + root.rank() + " " + kind
                + (root.node().isEmpty() ? "" : " on " + root.node())
                + (root.message().isEmpty() ? "" : ": " + root.message());
    }

    @Override
    public Crowd crowd() throws InterruptedException {
        RunView view = handler.look();
        List<String> nodes = Stream.concat(view.members().stream(), view.waiting().stream())
                .map(Member::node)
                .toList();
        RoundStatus status = view.status();
        boolean isRunning = status.round() > 0
                && !status.broken()
                && status.ending().isEmpty()
                && view.members().size() == view.size();
        return new Crowd(nodes, isRunning && view.size() == view.max());
    }

    @Override
    public Optional<String> problem() {
        return handler.problem();
    }

    @Override
    public boolean awaitChange(Duration timeout) throws InterruptedException {
        return handler.awaitChange(timeout);
    }

    @Override
    public void close() {
        handler.close();
    }
}
