package dev.rendezvous.zookeeper;

import dev.rendezvous.engine.spi.Listing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.OpResult;
import org.jspecify.annotations.Nullable;

/** Reads keys. */
final class Cells {

    /** So many of the longest values are less than the longest answer. */
    private static final int MOST_AT_ONCE = 32;

    private final Paths paths;
    private final RecentLives lives;

    Cells(Paths paths, RecentLives lives) {
        this.paths = paths;
        this.lives = lives;
    }

    /** What a node showed: the key that it holds, and whether there are nodes below it. */
    private record Look(Optional<Cell> cell, boolean hasChildren) {

        static final Look NOTHING = new Look(Optional.empty(), false);
    }

    CompletableFuture<Optional<Cell>> get(Client client, String key) {
        return look(client, key).thenApply(Look::cell);
    }

    private CompletableFuture<Look> look(Client client, String key) {
        return client.read(paths.of(key)).handle(unless(Look.NOTHING, node -> look(key, node)));
    }

    private Look look(String key, Client.Node node) {
        Optional<Cell> cell = Cell.of(key, node);
        cell.ifPresent(lives::note);
        return new Look(cell, node.stat().getNumChildren() > 0);
    }

    CompletableFuture<Listing> list(Client client, String prefix) {
        return below(client, prefix)
                .thenApply(cells -> new Listing(cells.stream()
                        .map(Cell::entry)
                        .sorted(Comparator.comparing(entry -> entry.key()))
                        .toList()));
    }

    /** {@return the keys below a prefix, at any depth} */
    CompletableFuture<List<Cell>> below(Client client, String prefix) {
        return client.children(paths.above(prefix))
                .handle(unless(List.<String>of(), names -> names))
                .thenCompose(names -> {
                    List<String> keys =
                            names.stream().map(name -> prefix + name).toList();
                    return joined(IntStream.iterate(0, from -> from < keys.size(), from -> from + MOST_AT_ONCE)
                            .mapToObj(from -> keys.subList(from, Math.min(keys.size(), from + MOST_AT_ONCE)))
                            .map(some -> read(client, some))
                            .toList());
                });
    }

    private CompletableFuture<List<Cell>> read(Client client, List<String> keys) {
        return client.readAll(keys.stream().map(paths::of).toList()).thenCompose(results -> {
            List<CompletableFuture<List<Cell>>> found = new ArrayList<>();
            for (int i = 0; i < keys.size(); i++) {
                found.add(withBelow(client, keys.get(i), look(keys.get(i), results.get(i))));
            }
            return joined(found);
        });
    }

    private Look look(String key, OpResult result) {
        if (result instanceof OpResult.GetDataResult node) {
            return look(key, new Client.Node(node.getData(), node.getStat()));
        }
        Code code = Code.get(((OpResult.ErrorResult) result).getErr());
        if (code == Code.NONODE) {
            return Look.NOTHING;
        }
        throw Failures.wrapped(KeeperException.create(code, paths.of(key)));
    }

    private CompletableFuture<List<Cell>> withBelow(Client client, String key, Look look) {
        List<Cell> own = look.cell().map(List::of).orElse(List.of());
        return look.hasChildren()
                ? joined(List.of(CompletableFuture.completedFuture(own), below(client, key + "/")))
                : CompletableFuture.completedFuture(own);
    }

    private static CompletableFuture<List<Cell>> joined(List<CompletableFuture<List<Cell>>> parts) {
        return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new)).thenApply(done -> {
            List<Cell> all = new ArrayList<>();
            parts.forEach(part -> all.addAll(part.join()));
            return all;
        });
    }

    private interface Conversion<T, R> {
        R of(T answer);
    }

    /** Converts an answer; where there is no node, gives what was said. */
    private static <T, R> BiFunction<T, @Nullable Throwable, R> unless(R absent, Conversion<T, R> conversion) {
        return (answer, failure) -> {
            if (failure == null) {
                return conversion.of(answer);
            }
            if (Failures.is(failure, Code.NONODE)) {
                return absent;
            }
            throw Failures.wrapped(failure);
        };
    }
}
