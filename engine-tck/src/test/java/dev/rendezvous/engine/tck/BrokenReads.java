package dev.rendezvous.engine.tck;

import dev.rendezvous.engine.InMemorySpace;
import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Listing;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Spaces that break C4, C5 and C9. */
final class BrokenReads {

    private BrokenReads() {}

    /** C4: each second list comes from a replica that lags. */
    static final class ListsGoBack extends BrokenContract {
        @Override
        CoordinationSpace broken(InMemorySpace space) {
            Map<String, Listing> replica = new ConcurrentHashMap<>();
            AtomicInteger lists = new AtomicInteger();
            return new ForwardingSpace(space) {
                @Override
                public CompletionStage<Listing> list(String prefix) {
                    boolean lags = lists.incrementAndGet() % 2 == 0;
                    return super.list(prefix).thenApply(listing -> {
                        Listing before = replica.put(prefix, listing);
                        return lags && before != null ? before : listing;
                    });
                }
            };
        }
    }

    /** C5: a key that was absent is shown again, as by a server that compares times while it reads. */
    static final class DeadKeysReturn extends BrokenContract {
        @Override
        CoordinationSpace broken(InMemorySpace space) {
            Map<String, Entry> alive = new HashMap<>();
            AtomicInteger absences = new AtomicInteger();
            return new ForwardingSpace(space) {
                @Override
                public CompletionStage<Optional<Entry>> get(String key) {
                    return super.get(key).thenApply(entry -> {
                        entry.ifPresent(there -> alive.put(key, there));
                        return entry.isEmpty() && absences.incrementAndGet() % 3 == 0
                                ? Optional.ofNullable(alive.get(key))
                                : entry;
                    });
                }
            };
        }
    }

    /** C9: each second hint is lost. */
    static final class LosesHints extends BrokenContract {
        @Override
        CoordinationSpace broken(InMemorySpace space) {
            AtomicInteger hints = new AtomicInteger();
            return new ForwardingSpace(space) {
                @Override
                public CompletionStage<AutoCloseable> watch(String prefix, Runnable lookAgain) {
                    return super.watch(prefix, () -> {
                        if (hints.incrementAndGet() % 2 == 0) {
                            lookAgain.run();
                        }
                    });
                }
            };
        }
    }

    /** C9: the first read after a hint does not show the change. */
    static final class HintsComeTooEarly extends BrokenContract {
        @Override
        CoordinationSpace broken(InMemorySpace space) {
            Map<String, Optional<Entry>> before = new ConcurrentHashMap<>();
            AtomicBoolean early = new AtomicBoolean();
            return new ForwardingSpace(space) {
                @Override
                public CompletionStage<AutoCloseable> watch(String prefix, Runnable lookAgain) {
                    return super.watch(prefix, () -> {
                        early.set(true);
                        lookAgain.run();
                    });
                }

                @Override
                public CompletionStage<Optional<Entry>> get(String key) {
                    return early.getAndSet(false)
                            ? super.get(key).thenApply(entry -> before.getOrDefault(key, Optional.empty()))
                            : super.get(key).thenApply(entry -> {
                                before.put(key, entry);
                                return entry;
                            });
                }
            };
        }
    }

    /** C9: there is no hint after a gap. */
    static final class GapsAreSilent extends BrokenContract {
        @Override
        CoordinationSpace broken(InMemorySpace space) {
            return space;
        }

        @Override
        FaultySpace faulty(InMemorySpace space) {
            FaultySpace honest = super.faulty(space);
            return new FaultySpace() {
                @Override
                public CoordinationSpace space() {
                    return honest.space();
                }

                @Override
                public void loseNextRequest() {
                    honest.loseNextRequest();
                }

                @Override
                public void loseNextReply() {
                    honest.loseNextReply();
                }

                @Override
                public void disconnect() {
                    honest.disconnect();
                }

                @Override
                public void reconnect() {
                    space.faults().loseHints(1);
                    honest.reconnect();
                }

                @Override
                public void close() {
                    space.close();
                }
            };
        }
    }
}
