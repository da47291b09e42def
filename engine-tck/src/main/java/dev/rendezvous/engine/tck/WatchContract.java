package dev.rendezvous.engine.tck;

import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Lease;
import dev.rendezvous.engine.spi.Life;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** C9: a watch is a hint, and a read that is sent after it shows the change. */
abstract class WatchContract extends FaultContract {

    private static final int CHANGES = 100;

    /** Looks at a key when a hint has come since the last look, and never otherwise. */
    private final class Watcher {

        private final CoordinationSpace space;
        private final String key;
        private final AtomicInteger hints = new AtomicInteger();
        private int used;
        private Optional<Entry> seen = Optional.empty();

        Watcher(CoordinationSpace space, String prefix, String key) throws Exception {
            this.space = space;
            this.key = key;
            answer(space.watch(prefix, hints::incrementAndGet));
        }

        /** The hint is used up before the read is sent, so that no hint during the read is lost. */
        Optional<Entry> look() throws Exception {
            int given = hints.get();
            if (given != used) {
                used = given;
                seen = answer(space.get(key));
            }
            return seen;
        }

        void eventuallySees(String value) throws Exception {
            eventually(
                    "a read after a hint shows " + value,
                    () -> look().map(Entry::value).equals(Optional.of(value)));
        }

        void eventuallySeesNothing() throws Exception {
            eventually("a read after a hint shows that the key is gone", () -> look().isEmpty());
        }
    }

    @Test
    @Tag("C9")
    void readAfterAHintShowsTheChange() throws Exception {
        Watcher watcher = new Watcher(open(), "m/", "m/key");
        CoordinationSpace writer = open();
        long version = applied(create(writer, "m/key", "0", LINGER)).version();
        watcher.eventuallySees("0");
        for (int i = 1; i <= CHANGES; i++) {
            String value = Integer.toString(i);
            version = applied(rewrite(writer, "m/key", value, version, LINGER)).version();
            watcher.eventuallySees(value);
        }
    }

    @Test
    @Tag("C9")
    void lastOfManyChangesIsHinted() throws Exception {
        Watcher watcher = new Watcher(open(), "m/", "m/key");
        CoordinationSpace writer = open();
        long version = applied(create(writer, "m/key", "0", LINGER)).version();
        for (int i = 1; i <= CHANGES; i++) {
            version = applied(rewrite(writer, "m/key", Integer.toString(i), version, LINGER))
                    .version();
        }
        watcher.eventuallySees(Integer.toString(CHANGES));
    }

    @Test
    @Tag("C9")
    void deletionIsHinted() throws Exception {
        Watcher watcher = new Watcher(open(), "m/", "m/key");
        CoordinationSpace writer = open();
        long version = applied(create(writer, "m/key", "1", LINGER)).version();
        watcher.eventuallySees("1");
        applied(answer(writer.delete("m/key", version)));
        watcher.eventuallySeesNothing();
    }

    @Test
    @Tag("C9")
    void endOfALeaseIsHinted() throws Exception {
        Watcher watcher = new Watcher(open(), "m/", "m/key");
        CoordinationSpace owner = open();
        applied(create(owner, "m/key", "1", Life.leased(grant(owner))));
        watcher.eventuallySees("1");
        watcher.eventuallySeesNothing();
    }

    @Test
    @Tag("C9")
    void revokeIsHinted() throws Exception {
        Watcher watcher = new Watcher(open(), "m/", "m/key");
        CoordinationSpace owner = open();
        Lease lease = grant(owner);
        applied(create(owner, "m/key", "1", Life.leased(lease)));
        watcher.eventuallySees("1");
        answer(lease.revoke());
        watcher.eventuallySeesNothing();
    }

    @Test
    @Tag("C9")
    void changeOfADeepKeyIsHinted() throws Exception {
        Watcher watcher = new Watcher(open(), "e/", "e/7/m/9");
        applied(create(open(), "e/7/m/9", "1", LINGER));
        watcher.eventuallySees("1");
    }

    @Test
    @Tag("C9")
    void changesOfTheOwnHandleAreHinted() throws Exception {
        CoordinationSpace space = open();
        Watcher watcher = new Watcher(space, "m/", "m/key");
        applied(create(space, "m/key", "1", LINGER));
        watcher.eventuallySees("1");
    }

    @Test
    @Tag("C9")
    void changeDuringAGapIsHintedAfterwards() throws Exception {
        FaultySpace faulty = openFaulty();
        Watcher watcher = new Watcher(faulty.space(), "m/", "m/key");
        CoordinationSpace writer = open();
        long version = applied(create(writer, "m/key", "1", LINGER)).version();
        watcher.eventuallySees("1");
        faulty.disconnect();
        applied(rewrite(writer, "m/key", "2", version, LINGER));
        faulty.reconnect();
        awaitConnected(faulty.space());
        watcher.eventuallySees("2");
    }
}
