package dev.rendezvous.engine.tck;

import dev.rendezvous.engine.InMemorySpace;
import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Spaces that break C1, C2, C3, C6, C8 and C11. */
final class BrokenWrites {

    private BrokenWrites() {}

    /** C1: a writer that meets another version writes over it. */
    static final class OverwritesAfterConflict extends BrokenContract {
        @Override
        CoordinationSpace broken(InMemorySpace space) {
            return new ForwardingSpace(space) {
                @Override
                public CompletionStage<WriteOutcome> put(
                        String key, String value, Precondition precondition, Life life) {
                    return super.put(key, value, precondition, life).thenCompose(outcome -> {
                        Optional<Entry> current = outcome instanceof WriteOutcome.Conflict conflict
                                ? conflict.current()
                                : Optional.empty();
                        return current.isPresent()
                                ? super.put(
                                        key,
                                        value,
                                        Precondition.version(current.get().version()),
                                        life)
                                : CompletableFuture.completedFuture(outcome);
                    });
                }
            };
        }
    }

    /** C2: versions start again with each life of a key, as the node versions of ZooKeeper do. */
    static final class VersionsRestart extends BrokenContract {
        @Override
        CoordinationSpace broken(InMemorySpace space) {
            return new ForwardingSpace(space) {
                @Override
                Entry shown(Entry entry) {
                    return new Entry(entry.key(), entry.value(), entry.version() - entry.order() + 1, entry.order());
                }

                @Override
                WriteOutcome shown(String key, WriteOutcome outcome) {
                    return outcome instanceof WriteOutcome.Applied applied
                            ? new WriteOutcome.Applied(applied.version() - applied.order() + 1, applied.order())
                            : super.shown(key, outcome);
                }

                @Override
                public CompletionStage<WriteOutcome> put(
                        String key, String value, Precondition precondition, Life life) {
                    return precondition instanceof Precondition.Version version
                            ? real(key, version.version())
                                    .thenCompose(real -> super.put(key, value, Precondition.version(real), life))
                            : super.put(key, value, precondition, life);
                }

                @Override
                public CompletionStage<WriteOutcome> delete(String key, long version) {
                    return real(key, version).thenCompose(real -> super.delete(key, real));
                }

                private CompletionStage<Long> real(String key, long version) {
                    return super.get(key)
                            .thenApply(entry -> entry.map(there -> there.order() - 1 + version)
                                    .orElse(version));
                }
            };
        }
    }

    /** C3: a key is known by its name, so that its next life is taken for the last one. */
    static final class OrderIsTheName extends BrokenContract {
        @Override
        CoordinationSpace broken(InMemorySpace space) {
            return new ForwardingSpace(space) {
                @Override
                Entry shown(Entry entry) {
                    return new Entry(entry.key(), entry.value(), entry.version(), order(entry.key()));
                }

                @Override
                WriteOutcome shown(String key, WriteOutcome outcome) {
                    return outcome instanceof WriteOutcome.Applied applied
                            ? new WriteOutcome.Applied(applied.version(), order(key))
                            : super.shown(key, outcome);
                }

                private long order(String key) {
                    return Integer.toUnsignedLong(key.hashCode());
                }
            };
        }
    }

    /** C6: a put whose lease has ended is applied all the same, without a lease. */
    static final class DeadLeasesWrite extends BrokenContract {
        @Override
        CoordinationSpace broken(InMemorySpace space) {
            return new ForwardingSpace(space) {
                @Override
                public CompletionStage<WriteOutcome> put(
                        String key, String value, Precondition precondition, Life life) {
                    return super.put(key, value, precondition, life)
                            .thenCompose(outcome -> outcome instanceof WriteOutcome.LeaseLost
                                    ? super.put(key, value, precondition, LINGER)
                                    : CompletableFuture.completedFuture(outcome));
                }
            };
        }
    }

    /** C8: a write whose outcome is not known is repeated. */
    static final class RepeatsUnknownWrites extends BrokenContract {
        @Override
        CoordinationSpace broken(InMemorySpace space) {
            return new ForwardingSpace(space) {
                @Override
                public CompletionStage<WriteOutcome> put(
                        String key, String value, Precondition precondition, Life life) {
                    return super.put(key, value, precondition, life)
                            .thenCompose(outcome -> outcome instanceof WriteOutcome.Unknown
                                    ? super.put(key, value, precondition, life)
                                    : CompletableFuture.completedFuture(outcome));
                }
            };
        }
    }

    /** C11: what is refused for good is told as an unknown outcome, which the engine would repeat for ever. */
    static final class RefusalsAreUnknown extends BrokenContract {
        @Override
        CoordinationSpace broken(InMemorySpace space) {
            return new ForwardingSpace(space) {
                @Override
                public CompletionStage<WriteOutcome> put(
                        String key, String value, Precondition precondition, Life life) {
                    return super.put(key, value, precondition, life).exceptionally(WriteOutcome.Unknown::new);
                }
            };
        }
    }
}
