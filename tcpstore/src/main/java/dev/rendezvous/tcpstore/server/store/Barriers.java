package dev.rendezvous.tcpstore.server.store;

import dev.rendezvous.tcpstore.wire.Bytes;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The clients that wait at barriers, and for how many others. For the thread of the engine. */
final class Barriers {

    /** The waits under each key; none of the sets is empty. */
    private final Map<Bytes, Set<BarrierWait>> byKey = new HashMap<>();

    /** Lets the client wait until as many as the world has have entered. */
    void begin(Session session, Bytes key, long worldSize) {
        BarrierWait wait = new BarrierWait(key, worldSize, session);
        session.waitFor(wait);
        byKey.computeIfAbsent(key, absent -> new LinkedHashSet<>()).add(wait);
    }

    /** So many have entered by now. Clients that wait for no more go on. */
    void reached(Bytes key, long count) {
        Iterator<BarrierWait> waits = byKey.getOrDefault(key, Set.of()).iterator();
        while (waits.hasNext()) {
            BarrierWait wait = waits.next();
            if (count >= wait.worldSize) {
                waits.remove();
                wait.session.stopWaitingAndSay();
            }
        }
    }

    private final class BarrierWait implements Session.Pending {

        private final Bytes key;
        private final long worldSize;
        private final Session session;

        BarrierWait(Bytes key, long worldSize, Session session) {
            this.key = key;
            this.worldSize = worldSize;
            this.session = session;
        }

        @Override
        public void forget() {
            Set<BarrierWait> waits = byKey.get(key);
            if (waits != null) {
                waits.remove(this);
                if (waits.isEmpty()) {
                    byKey.remove(key);
                }
            }
        }
    }
}
