package dev.rendezvous.tcpstore.server.store;

import dev.rendezvous.tcpstore.wire.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The clients that wait for keys. A key that came once counts as come, even if it is deleted before the others come. For the thread of the
 * engine.
 */
final class KeyWaits {

    /** The memory of a wait for one key, beside the key: most of it is the set of the clients that wait for it. */
    private static final int WAIT_BYTES = 320;

    /** The waits of each key in the order in which they began; none of the sets is empty. */
    private final Map<Bytes, Set<Entry>> byKey = new HashMap<>();

    /**
     * Lets the client wait until each key has come once.
     *
     * @param missing at least one key that is not there; the same one twice counts once
     * @throws Refusal if there is no memory for it
     */
    void begin(Session session, List<Bytes> missing) throws Refusal {
        long bytes = 0;
        for (Bytes key : missing) {
            bytes += WAIT_BYTES + key.weight();
        }
        session.stopWaiting();
        session.memory().take(bytes);
        Entry wait = new Entry(session, bytes);
        session.waitFor(wait);
        for (Bytes key : missing) {
            if (byKey.computeIfAbsent(key, absent -> new LinkedHashSet<>()).add(wait)) {
                wait.keys.add(key);
            }
        }
        wait.left = wait.keys.size();
    }

    /** The key has come, for everyone. */
    void arrived(Bytes key) {
        Set<Entry> waits = byKey.remove(key);
        if (waits != null) {
            waits.forEach(Entry::keyCame);
        }
    }

    /**
     * An item has come that only one client can have. The first one whose wait it ends is promised it; the clients before,
     * which wait for more, have seen it come.
     */
    void arrivedForOne(Bytes key) {
        Iterator<Entry> waits = byKey.getOrDefault(key, Set.of()).iterator();
        boolean given = false;
        while (!given && waits.hasNext()) {
            Entry wait = waits.next();
            waits.remove();
            given = wait.keyCame();
            if (given) {
                wait.session.promise(key);
            }
        }
        dropIfEmpty(key);
    }

    private void remove(Bytes key, Entry wait) {
        Set<Entry> waits = byKey.get(key);
        if (waits != null) {
            waits.remove(wait);
            dropIfEmpty(key);
        }
    }

    private void dropIfEmpty(Bytes key) {
        Set<Entry> waits = byKey.get(key);
        if (waits != null && waits.isEmpty()) {
            byKey.remove(key);
        }
    }

    private final class Entry implements Session.Pending {

        private final Session session;
        private final long bytes;
        private final List<Bytes> keys = new ArrayList<>(1);
        private int left;

        Entry(Session session, long bytes) {
            this.session = session;
            this.bytes = bytes;
        }

        /** {@return whether it was the last one} */
        boolean keyCame() {
            left--;
            if (left == 0) {
                session.stopWaitingAndSay();
            }
            return left == 0;
        }

        @Override
        public void forget() {
            keys.forEach(key -> remove(key, this));
            session.memory().drop(bytes);
        }
    }
}
