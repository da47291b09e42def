package dev.rendezvous.zookeeper;

import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;

/**
 * Writes keys. Each write is one transaction of the service, which checks or changes the guard of the key too. A write is sent again only
 * where the service has said that it was not applied because a container was missing.
 */
final class Writes {

    /** The service may remove a container that is still empty, again and again. */
    private static final int TRIES = 5;

    private static final byte[] NOTHING = {};

    private final Paths paths;
    private final Cells cells;
    private final RecentLives lives;

    Writes(Paths paths, Cells cells, RecentLives lives) {
        this.paths = paths;
        this.cells = cells;
        this.lives = lives;
    }

    /**
     * Writes a key.
     *
     * @param owner the session whose end deletes the key, which is the client's; 0 for none
     */
    CompletableFuture<WriteOutcome> put(
            Client client, String key, String value, Precondition precondition, long owner) {
        return precondition instanceof Precondition.Version version
                ? atVersion(client, key, version.version(), life -> rewrite(client, key, value, owner, life))
                : create(client, key, value, owner, TRIES);
    }

    CompletableFuture<WriteOutcome> delete(Client client, String key, long version) {
        return atVersion(client, key, version, life -> delete(client, key, life));
    }

    /** Deletes a key, whatever its version is now, if it is still in the life that was read. */
    CompletableFuture<WriteOutcome> delete(Client client, Cell cell) {
        return delete(client, cell.key(), cell.life());
    }

    private CompletableFuture<WriteOutcome> create(Client client, String key, String value, long owner, int tries) {
        String path = paths.of(key);
        String guard = UUID.randomUUID().toString();
        CreateMode mode = owner == 0 ? CreateMode.PERSISTENT : CreateMode.EPHEMERAL;
        // The answer to a create in a transaction has no order; that to a change has one.
        List<Op> changes = List.of(
                client.making(path, mode),
                Op.setData(path, Cell.bytes(guard, value), 0),
                client.making(paths.guard(guard), mode));
        return after(client.change(path, changes), results -> written(key, guard, results), failure -> {
            if (Failures.is(failure, Code.NODEEXISTS)) {
                return conflict(client, key);
            }
            return Failures.is(failure, Code.NONODE)
                    ? makeContainers(client, key, tries == TRIES && Paths.isOfAGroup(key))
                            .thenCompose(trouble ->
                                    trouble.isPresent() && (tries == 1 || Failures.is(trouble.get(), Code.NOAUTH))
                                            ? CompletableFuture.failedFuture(trouble.get())
                                            : create(client, key, value, owner, tries - 1))
                    : CompletableFuture.failedFuture(failure);
        });
    }

    private CompletableFuture<WriteOutcome> rewrite(
            Client client, String key, String value, long owner, Cell.Life life) {
        if (life.owner() != owner) {
            return CompletableFuture.failedFuture(new IllegalArgumentException("key " + key
                    + ": a key of ZooKeeper keeps the lease with which it was created; delete it, then create it"));
        }
        String path = paths.of(key);
        List<Op> changes = List.of(
                Op.check(paths.guard(life.guard()), 0),
                Op.setData(path, Cell.bytes(life.guard(), value), life.nodeVersion()));
        return after(
                client.change(path, changes),
                results -> written(key, life.guard(), results),
                failure -> conflictIfChanged(client, key, failure));
    }

    /** The answer to a delete has no version; that to a change before it, in the same transaction, has one. */
    private CompletableFuture<WriteOutcome> delete(Client client, String key, Cell.Life life) {
        String path = paths.of(key);
        List<Op> changes = List.of(
                Op.delete(paths.guard(life.guard()), 0),
                Op.setData(path, NOTHING, life.nodeVersion()),
                Op.delete(path, life.nodeVersion() + 1));
        return after(
                client.change(path, changes),
                results -> new WriteOutcome.Applied(
                        ((OpResult.SetDataResult) results.get(1)).getStat().getMzxid(), life.order()),
                failure -> conflictIfChanged(client, key, failure));
    }

    private CompletableFuture<WriteOutcome> atVersion(
            Client client, String key, long version, Function<Cell.Life, CompletableFuture<WriteOutcome>> write) {
        Optional<Cell.Life> known = lives.at(key, version);
        return known.isPresent()
                ? write.apply(known.get())
                : cells.get(client, key)
                        .thenCompose(cell -> cell.filter(found -> found.life().version() == version)
                                .map(found -> write.apply(found.life()))
                                .orElseGet(() -> CompletableFuture.completedFuture(conflict(cell))));
    }

    private WriteOutcome written(String key, String guard, List<OpResult> results) {
        Cell.Life life = Cell.Life.of(guard, ((OpResult.SetDataResult) results.get(1)).getStat());
        lives.note(key, life);
        return new WriteOutcome.Applied(life.version(), life.order());
    }

    /** Another version of the node, another life of it, or no node at all. */
    private CompletableFuture<WriteOutcome> conflictIfChanged(Client client, String key, Throwable failure) {
        return Failures.is(failure, Code.BADVERSION) || Failures.is(failure, Code.NONODE)
                ? conflict(client, key)
                : CompletableFuture.failedFuture(failure);
    }

    private CompletableFuture<WriteOutcome> conflict(Client client, String key) {
        return cells.get(client, key).thenApply(Writes::conflict);
    }

    private static WriteOutcome conflict(Optional<Cell> current) {
        return new WriteOutcome.Conflict(current.map(Cell::entry));
    }

    /**
     * {@return why the container right above the key is still missing, if it is} The nodes of a new group all find that it is. One
     * transaction makes what they need, so the others fail with a container that exists, and need not try each of them.
     */
    private CompletableFuture<Optional<Throwable>> makeContainers(Client client, String key, boolean ofANewGroup) {
        if (!ofANewGroup) {
            return makeEach(client, key);
        }
        List<Op> all = paths.containersOfAGroup().stream()
                .map(path -> client.making(path, CreateMode.CONTAINER))
                .toList();
        return client.change(paths.root(), all)
                .handle((made, failure) -> failure == null || Failures.is(failure, Code.NODEEXISTS))
                .thenCompose(
                        there -> there ? CompletableFuture.completedFuture(Optional.empty()) : makeEach(client, key));
    }

    private CompletableFuture<Optional<Throwable>> makeEach(Client client, String key) {
        List<CompletableFuture<Optional<Throwable>>> made = new ArrayList<>();
        paths.tops().forEach(path -> made.add(unlessThere(client.make(path, CreateMode.PERSISTENT))));
        paths.containers(key).forEach(path -> made.add(unlessThere(client.make(path, CreateMode.CONTAINER))));
        return CompletableFuture.allOf(made.toArray(CompletableFuture[]::new)).thenApply(done -> {
            boolean isThere = made.get(made.size() - 1).join().isEmpty();
            return isThere
                    ? Optional.<Throwable>empty()
                    : made.stream().flatMap(one -> one.join().stream()).findFirst();
        });
    }

    private static CompletableFuture<Optional<Throwable>> unlessThere(CompletableFuture<String> making) {
        return making.handle((name, failure) -> Optional.ofNullable(failure)
                .filter(why -> !Failures.is(why, Code.NODEEXISTS))
                .map(Failures::cause));
    }

    private static CompletableFuture<WriteOutcome> after(
            CompletableFuture<List<OpResult>> sent,
            Function<List<OpResult>, WriteOutcome> applied,
            Function<Throwable, CompletableFuture<WriteOutcome>> refused) {
        return sent.thenApply(applied).exceptionallyCompose(failure -> refused.apply(Failures.cause(failure)));
    }
}
