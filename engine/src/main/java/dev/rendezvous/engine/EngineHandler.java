package dev.rendezvous.engine;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousException;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.Store;
import dev.rendezvous.engine.cell.Orders;
import dev.rendezvous.engine.cell.RunSettings;
import dev.rendezvous.engine.cell.Seal;
import dev.rendezvous.engine.message.Action.Call;
import dev.rendezvous.engine.message.Action.Outcome;
import dev.rendezvous.engine.message.Event;
import dev.rendezvous.engine.message.Round;
import dev.rendezvous.engine.protocol.Knowledge;
import dev.rendezvous.engine.spi.Check;
import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.store.RoundStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The handler of one node: turns calls of the program into events of the protocol, and outcomes into results. */
final class EngineHandler implements ElasticHandler {

    private static final Logger LOGGER = System.getLogger(EngineHandler.class.getName());

    /** How long to wait for the protocol beyond the time after which it has to answer. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final Duration LEAVE = Duration.ofSeconds(5);
    private static final int STOPPED_CODE = 75;

    private final ElasticSettings settings;
    private final CoordinationSpace space;
    private final LongSupplier clock;
    private final Changes changes;
    private final EngineThread engine;
    private final SpaceReader reader;
    private final AtomicBoolean joining = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean engaged;
    private volatile @Nullable Store store;

    EngineHandler(ElasticSettings settings, CoordinationSpace space, LongSupplier clock) {
        this.settings = settings;
        this.space = space;
        this.clock = clock;
        this.changes = new Changes(settings.runId());
        this.engine = new EngineThread(settings, space, clock, changes);
        this.reader = new SpaceReader(space, settings.requestTimeout());
        engine.start();
    }

    @Override
    public String backend() {
        return settings.backend();
    }

    @Override
    public String runId() {
        return settings.runId();
    }

    @Override
    public RendezvousInfo nextRendezvous() throws InterruptedException {
        checkOpen();
        if (engine.knowledge().finished()) {
            throw new IllegalStateException(
                    "this node has finished its work in run " + runId() + "; it cannot join another round");
        }
        if (!joining.compareAndSet(false, true)) {
            throw new IllegalStateException("another thread is in nextRendezvous of this handler");
        }
        try {
            return join();
        } finally {
            joining.set(false);
        }
    }

    private RendezvousInfo join() throws InterruptedException {
        closeStore();
        space.mayServe(engine.knowledge().closed().isEmpty());
        engaged = true;
        try {
            Outcome outcome = await(Call.JOIN, new Event.Join(), Duration.ofNanos(Long.MAX_VALUE));
            return info(((Outcome.Entered) outcome).round());
        } catch (InterruptedException e) {
            leave(LEAVE);
            space.mayServe(false);
            throw e;
        } catch (RendezvousException e) {
            engaged = false;
            space.mayServe(false);
            throw e;
        }
    }

    private RendezvousInfo info(Round round) {
        Duration linger = Duration.ofNanos(settings.timing().linger());
        Store opened = space.roundStore(round.token(), settings.readTimeout())
                .orElseGet(() -> RoundStore.open(
                        space, round.token(), linger, settings.requestTimeout(), settings.readTimeout()));
        store = opened;
        if (closed.get()) {
            closeStore();
            checkOpen();
        }
        return RendezvousInfo.builder(opened, round.rank(), round.size())
                .round(round.number())
                .token(round.token())
                .members(() -> {
                    checkOpen();
                    return reader.read(round.members()).members();
                })
                .build();
    }

    @Override
    public int numNodesWaiting() throws InterruptedException {
        return current().waiting();
    }

    @Override
    public boolean isRunClosed() throws InterruptedException {
        return current().closed().isPresent();
    }

    /** {@return what this node knows; a node that does not take part looks first} */
    private Knowledge current() throws InterruptedException {
        checkOpen();
        if (!engaged && engine.knowledge().closed().isEmpty()) {
            await(Call.LOOK, new Event.Look(), unreachable());
        }
        return checkReachable(engine.knowledge());
    }

    private Knowledge checkReachable(Knowledge known) {
        if (known.unreachable() && known.closed().isEmpty()) {
            String why =
                    known.problem().map(problem -> ": " + problem.getMessage()).orElse("");
            throw new RendezvousConnectionException("the coordination service of run " + runId()
                    + " has not answered for " + unreachable().toSeconds() + " s" + why);
        }
        return known;
    }

    @Override
    public boolean awaitChange(Duration timeout) throws InterruptedException {
        if (hasChanged(current())) {
            return true;
        }
        if (!engaged) {
            // Nothing is watched for a node that does not take part.
            return ElasticHandler.super.awaitChange(timeout);
        }
        boolean changed = changes.await(
                () -> closed.get() || engine.knowledge().unreachable() || hasChanged(engine.knowledge()), timeout);
        checkOpen();
        return changed && hasChanged(checkReachable(engine.knowledge()));
    }

    private static boolean hasChanged(Knowledge known) {
        return known.waiting() > 0 || known.closed().isPresent();
    }

    @Override
    public RoundStatus status() {
        return Statuses.of(engine.knowledge());
    }

    @Override
    public Optional<String> problem() {
        return engine.knowledge().problem().map(EngineHandler::text);
    }

    private static String text(Throwable problem) {
        String message = problem.getMessage();
        return message == null ? problem.toString() : message;
    }

    @Override
    public RunView look() throws InterruptedException {
        checkOpen();
        await(Call.LOOK, new Event.Look(), unreachable());
        Knowledge known = engine.knowledge();
        Orders members = known.sealed().map(Seal::members).orElseGet(Orders::none);
        SpaceReader.Present present = reader.read(members);
        RunSettings run = known.settings().orElse(settings.engine().run());
        return new RunView(
                Statuses.of(known), run.min(), run.max(), members.size(), present.members(), present.others());
    }

    @Override
    public void onChange(Consumer<RoundStatus> listener) {
        Objects.requireNonNull(listener, "listener");
        checkOpen();
        changes.listen(listener, this::status);
    }

    @Override
    public void fail(Failure failure) throws InterruptedException {
        checkOpen();
        await(
                Call.FAIL,
                new Event.Fail(failure.rank(), failure.code(), failure.message(), failure.restartable()),
                unreachable());
    }

    @Override
    public boolean finish() throws InterruptedException {
        checkOpen();
        boolean counts = isDone(await(Call.FINISH, new Event.Finish(), unreachable()));
        if (counts) {
            space.mayServe(false);
        }
        return counts;
    }

    @Override
    public void drain() throws InterruptedException {
        checkOpen();
        await(Call.DRAIN, new Event.Drain(), unreachable());
    }

    @Override
    public void closeRun() throws InterruptedException {
        closeRun(stopped());
    }

    private Ending stopped() {
        return Ending.of(
                Ending.Why.STOPPED, STOPPED_CODE, "closed by " + settings.self().id());
    }

    @Override
    public void closeRun(Ending ending) throws InterruptedException {
        checkOpen();
        await(
                Call.CLOSE,
                new Event.CloseRun(Statuses.closed(ending, settings.self().id())),
                Duration.ofNanos(settings.timing().closeTimeout()));
    }

    @Override
    public boolean forget() throws InterruptedException {
        checkOpen();
        return isDone(await(
                Call.FORGET,
                new Event.Forget(),
                Duration.ofNanos(settings.timing().closeTimeout())));
    }

    @Override
    public List<Check> check(Duration timeout) throws InterruptedException {
        checkOpen();
        Duration ttl = Duration.ofNanos(settings.timing().lease());
        return new SpaceCheck(space, settings.service(), ttl, settings.self().nonce(), timeout, clock).run();
    }

    @Override
    public boolean shutdown() throws InterruptedException {
        if (closed.get()) {
            return engine.knowledge().closed().isPresent();
        }
        try {
            closeRun();
            return true;
        } catch (RendezvousException e) {
            LOGGER.log(Level.WARNING, () -> "cannot close run " + runId() + ": " + e.getMessage());
            return false;
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        closeStore();
        engine.abandon(Call.JOIN);
        if (engaged) {
            boolean finished = engine.knowledge().finished();
            leave(finished ? Duration.ofNanos(settings.timing().closeTimeout()).plus(LEAVE) : LEAVE);
        }
        engine.stop();
        changes.close();
        if (engine.knowledge().finished() || engine.knowledge().closed().isPresent()) {
            space.mayServe(false);
        }
        space.close();
    }

    /** Leaves within a limit; the lease does the rest. An interrupt ends the wait, and is kept. */
    private void leave(Duration limit) {
        engaged = false;
        boolean interrupted = Thread.interrupted();
        try {
            if (engine.call(Call.LEAVE, new Event.Leave()).await(limit).isEmpty()) {
                LOGGER.log(Level.DEBUG, () -> "run " + runId() + ": the leave was not confirmed within " + limit);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (IllegalStateException e) {
            LOGGER.log(Level.DEBUG, "closed while leaving", e);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeStore() {
        Store open = store;
        store = null;
        if (open != null) {
            open.close();
        }
    }

    private Outcome await(Call call, Event event, Duration limit) throws InterruptedException {
        Duration bound = limit.toNanos() == Long.MAX_VALUE ? limit : limit.plus(GRACE);
        Optional<Outcome> outcome = engine.call(call, event).await(bound);
        if (outcome.isEmpty()) {
            throw new RendezvousConnectionException(
                    "run " + runId() + ": no outcome within " + bound.toSeconds() + " s", Outcomes.afterSilence(call));
        }
        if (outcome.get() instanceof Outcome.Failed failed) {
            throw Outcomes.exception(failed, runId(), engine.knowledge().closed(), call);
        }
        return outcome.get();
    }

    private static boolean isDone(Outcome outcome) {
        return outcome instanceof Outcome.Done done && done.yes();
    }

    private Duration unreachable() {
        return Duration.ofNanos(settings.timing().unreachable());
    }

    private void checkOpen() {
        if (closed.get()) {
            throw new IllegalStateException("this handler of run " + runId() + " is closed");
        }
    }
}
