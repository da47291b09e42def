package dev.rendezvous.tcpstore.server.store;

import dev.rendezvous.tcpstore.wire.Bytes;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The clients that are told of each change of a key, as in PyTorch 1.13. For the thread of the engine. */
final class Watches {

    private static final byte UPDATED = 0;
    private static final byte CREATED = 1;
    private static final byte DELETED = 2;

    /** The memory of a watch, beside the key: most of it is the set of the clients that watch it. */
    private static final int WATCH_BYTES = 400;

    private final MemoryBudget memory;

    /** The clients that watch each key; none of the sets is empty. */
    private final Map<Bytes, Set<Session>> byKey = new HashMap<>();

    /**
     * Makes watches of nothing.
     *
     * @param memory counts what the server holds
     */
    Watches(MemoryBudget memory) {
        this.memory = memory;
    }

    /**
     * Tells the client of each change from now on.
     *
     * @throws Refusal if there is no memory for it
     */
    void begin(Session session, Bytes key) throws Refusal {
        if (session.watched().contains(key)) {
            return;
        }
        session.memory().take(WATCH_BYTES + key.weight());
        byKey.computeIfAbsent(key, absent -> new LinkedHashSet<>()).add(session);
        session.watched().add(key);
    }

    void end(Session session) {
        session.watched().forEach(key -> {
            Set<Session> watchers = byKey.getOrDefault(key, Set.of());
            if (watchers.size() == 1) {
                byKey.remove(key);
            } else {
                watchers.remove(session);
            }
        });
        session.watched().clear();
    }

    /** The key has another value; the old one is null if there was none. */
    void set(Bytes key, @Nullable Bytes old, Bytes value) {
        if (old == null) {
            tell(CREATED, key, Bytes.EMPTY, value);
        } else {
            tell(UPDATED, key, old, value);
        }
    }

    void deleted(Bytes key, Bytes old) {
        tell(DELETED, key, old, Bytes.EMPTY);
    }

    private void tell(byte kind, Bytes key, Bytes old, Bytes value) {
        for (Session session : byKey.getOrDefault(key, Set.of())) {
            tell(session, kind, key, old, value);
        }
    }

    private void tell(Session session, byte kind, Bytes key, Bytes old, Bytes value) {
        refuseIfItReadsTooLittle(session);
        if (session.refusal() == null) {
            session.answers().put(kind);
            session.answers().put(key);
            session.answers().put(old);
            session.answers().put(value);
        }
    }

    /** Nothing else bounds what watchers are sent that do not read, and what one request that changes many keys makes for them. */
    private void refuseIfItReadsTooLittle(Session session) {
        Answers answers = session.answers();
        if (session.refusal() != null) {
            return;
        }
        if (session.isFull()) {
            session.refuse(new Refusal(Refusal.Kind.MEMORY, ServerMessages.watcherDoesNotRead(answers.pending())));
        } else if (memory.isOver() && !answers.isEmpty()) {
            // A client that has read all is told: others may fill the memory, and are disconnected after the request.
            session.refuse(new Refusal(
                    Refusal.Kind.MEMORY, ServerMessages.watcherFillsMemory(answers.share(), memory.held())));
        }
    }
}
