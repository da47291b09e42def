package dev.rendezvous.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.engine.spi.Check;
import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Lease;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.Listing;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.PutAndLook;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.zookeeper.KeeperException.Code;

/** The keys of a run on an ensemble of ZooKeeper. */
final class ZookeeperSpace implements CoordinationSpace {

    /** A request of 1 MiB makes the server close the connection, which looks like any lost answer. The rest is for the paths. */
    private static final int MAX_VALUE_BYTES = 1_000_000;

    private static final int THREADS = 4;
    private static final long IDLE_SECONDS = 5;

    private final ZookeeperSettings settings;
    private final ScheduledExecutorService worker;
    private final Paths paths;
    private final Watches watches = new Watches();
    private final Diagnosis diagnosis;
    private final Answers answers;
    private final Sessions sessions;
    private final Cells cells;
    private final Writes writes;

    private ZookeeperSpace(ZookeeperSettings settings, ScheduledExecutorService worker) {
        this.settings = settings;
        this.worker = worker;
        this.paths = new Paths(settings.run(), !settings.chroot().isEmpty());
        this.diagnosis = new Diagnosis(settings, worker, System::nanoTime);
        this.answers = new Answers(settings, diagnosis);
        this.sessions = new Sessions(settings, worker, watches, this::greet);
        RecentLives lives = new RecentLives();
        this.cells = new Cells(paths, lives);
        this.writes = new Writes(paths, cells, lives);
    }

    /** Opens a space. It connects when it is first called. */
    static ZookeeperSpace open(ZookeeperSettings settings) {
        ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(THREADS, task -> {
            Thread thread = new Thread(task, "rendezvous-zookeeper-" + settings.run());
            thread.setDaemon(true);
            return thread;
        });
        worker.setRemoveOnCancelPolicy(true);
        worker.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        worker.allowCoreThreadTimeOut(true);
        return new ZookeeperSpace(settings, worker);
    }

    /** A wrong password is not refused; it only has no rights. */
    private CompletableFuture<?> greet(Client client) {
        return settings.login().isEmpty()
                ? CompletableFuture.completedFuture(true)
                : client.read(paths.root()).handle((node, failure) -> {
                    if (failure == null || Failures.is(failure, Code.NONODE)) {
                        return true;
                    }
                    throw Failures.wrapped(failure);
                });
    }

    @Override
    public int maxValueBytes() {
        return MAX_VALUE_BYTES;
    }

    @Override
    public CompletionStage<Lease> grant(Duration ttl) {
        return answers.of(
                sessions.lease(ttl).thenApply(session -> new ZookeeperLease(session, sessions, answers, worker)));
    }

    @Override
    public CompletionStage<Optional<Entry>> get(String key) {
        return ask(key, client -> cells.get(client, key)).thenApply(cell -> cell.map(Cell::entry));
    }

    @Override
    public CompletionStage<Listing> list(String prefix) {
        return ask(prefix, client -> cells.list(client, prefix));
    }

    @Override
    public CompletionStage<WriteOutcome> put(String key, String value, Precondition precondition, Life life) {
        return checked(key, () -> {
            checkLength(key, value);
            return answers.ofWrite(leased(
                    life,
                    clientFor(life).thenCompose(client -> writes.put(client, key, value, precondition, owner(life)))));
        });
    }

    /** The list is asked for before the write has been answered; a session answers in order. */
    @Override
    public CompletionStage<PutAndLook> putThenList(
            String key, String value, Precondition precondition, Life life, String prefix) {
        CompletionStage<WriteOutcome> writing = put(key, value, precondition, life);
        CompletionStage<Optional<Listing>> listing =
                list(prefix).handle((found, failure) -> Optional.ofNullable(found));
        return writing.thenCombine(listing, PutAndLook::new).thenCompose(look -> completed(look, key, prefix));
    }

    /** Where the write had to read first, or to make a container, the list was read before it. */
    private CompletionStage<PutAndLook> completed(PutAndLook look, String key, String prefix) {
        if (look.outcome() instanceof WriteOutcome.Unknown) {
            return CompletableFuture.completedFuture(new PutAndLook(look.outcome(), Optional.empty()));
        }
        boolean isNew = !(look.outcome() instanceof WriteOutcome.Applied applied)
                || look.listing().stream()
                        .flatMap(list -> list.entries().stream())
                        .anyMatch(entry -> entry.key().equals(key) && entry.version() >= applied.version());
        return isNew
                ? CompletableFuture.completedFuture(look)
                : list(prefix).handle((found, failure) -> new PutAndLook(look.outcome(), Optional.ofNullable(found)));
    }

    @Override
    public CompletionStage<WriteOutcome> delete(String key, long version) {
        return checked(
                key,
                () -> answers.ofWrite(sessions.current().thenCompose(client -> writes.delete(client, key, version))));
    }

    @Override
    public CompletionStage<AutoCloseable> watch(String prefix, Runnable lookAgain) {
        return checked(prefix, () -> {
            String path = paths.above(prefix);
            Watches.Watch watch = watches.add(path, lookAgain);
            return answers.of(sessions.current().thenCompose(client -> watches.register(client, path)))
                    .handle((registered, failure) -> {
                        if (failure != null) {
                            watch.close();
                            throw Failures.wrapped(failure);
                        }
                        return watch;
                    });
        });
    }

    /** Keys without a lease stay until they are deleted, so there is nothing to extend. */
    @Override
    public CompletionStage<Boolean> touch(String keyOrPrefix) {
        return ask(
                        keyOrPrefix,
                        client -> keyOrPrefix.endsWith("/")
                                ? cells.below(client, keyOrPrefix)
                                : cells.get(client, keyOrPrefix)
                                        .thenApply(cell -> cell.map(List::of).orElse(List.of())))
                .thenApply(found -> found.stream().anyMatch(cell -> cell.life().owner() == 0));
    }

    @Override
    public CompletionStage<Void> deleteAll(String prefix) {
        return ask(
                prefix,
                client -> cells.below(client, prefix)
                        .thenCompose(found -> CompletableFuture.allOf(found.stream()
                                .map(cell -> writes.delete(client, cell))
                                .toArray(CompletableFuture[]::new))));
    }

    @Override
    public CompletionStage<List<Check>> check() {
        return new Checks(diagnosis, () -> answers.of(sessions.current().thenCompose(this::checkWatch))).run();
    }

    /** A server before 3.6 refuses it. */
    private CompletableFuture<Client> checkWatch(Client client) {
        String path = paths.of("check");
        return client.watch(path, event -> {}).thenApply(watched -> {
            client.unwatch(path);
            return client;
        });
    }

    @Override
    public void close() {
        sessions.close();
    }

    private <T> CompletableFuture<T> ask(String keyOrPrefix, Function<Client, CompletableFuture<T>> question) {
        return checked(keyOrPrefix, () -> answers.of(sessions.current().thenCompose(question)));
    }

    private <T> CompletableFuture<T> checked(String keyOrPrefix, Supplier<CompletableFuture<T>> call) {
        try {
            String unused = keyOrPrefix.endsWith("/") ? paths.above(keyOrPrefix) : paths.of(keyOrPrefix);
            return call.get();
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static void checkLength(String key, String value) {
        int bytes = value.getBytes(UTF_8).length;
        if (bytes > MAX_VALUE_BYTES) {
            throw new IllegalArgumentException(Texts.tooLong(key, bytes, MAX_VALUE_BYTES));
        }
    }

    private CompletableFuture<Client> clientFor(Life life) {
        return life instanceof Life.Leased leased ? ((ZookeeperLease) leased.lease()).client() : sessions.current();
    }

    private static long owner(Life life) {
        return life instanceof Life.Leased leased
                ? ((ZookeeperLease) leased.lease()).session().id()
                : 0;
    }

    /** A request that a dead session refuses was not applied. */
    private static CompletableFuture<WriteOutcome> leased(Life life, CompletableFuture<WriteOutcome> writing) {
        return writing.exceptionally(failure -> {
            if (life instanceof Life.Leased && Failures.is(failure, Code.SESSIONEXPIRED)) {
                return new WriteOutcome.LeaseLost();
            }
            throw Failures.wrapped(failure);
        });
    }
}
