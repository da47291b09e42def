package dev.rendezvous.tcpstore.server.store;

import dev.rendezvous.tcpstore.wire.Bytes;
import dev.rendezvous.tcpstore.wire.OwnPing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one client asks for, read and checked against the limits. Each kind has its own record, which calls the method of the engine that
 * serves it, so that the compiler finds a kind without one.
 */
public sealed interface Request {

    /**
     * Serves the request, as one step against all others.
     *
     * @throws Refusal if the connection must be closed, since the protocol has no other answer; nothing was changed then
     */
    default void serve(StoreEngine engine, Session session) throws Refusal {
        engine.begin();
        try {
            if (session.promised() != null) {
                engine.settlePromise(session, queueOf(this));
            }
            apply(engine, session);
        } finally {
            engine.end();
        }
    }

    /** Does what the client asks for. */
    void apply(StoreEngine engine, Session session) throws Refusal;

    private static @Nullable Bytes queueOf(Request request) {
        return request instanceof QueuePop pop ? pop.key : null;
    }

    record Set(Bytes key, Bytes value) implements Request {
        @Override
        public void apply(StoreEngine engine, Session session) throws Refusal {
            engine.set(key, value, session);
        }
    }

    record CompareSet(Bytes key, Bytes expected, Bytes desired) implements Request {
        @Override
        public void apply(StoreEngine engine, Session session) throws Refusal {
            session.answers().put(engine.compareSet(key, expected, desired, session));
        }
    }

    record Get(Bytes key) implements Request {
        @Override
        public void apply(StoreEngine engine, Session session) throws Refusal {
            session.answers().put(engine.get(key, session));
        }
    }

    record Add(Bytes key, long delta) implements Request {
        @Override
        public void apply(StoreEngine engine, Session session) throws Refusal {
            session.answers().put(engine.add(key, delta, session));
        }
    }

    record Check(List<Bytes> keys) implements Request {
        @Override
        public void apply(StoreEngine engine, Session session) {
            session.answers().put(engine.areThere(keys) ? Answers.READY : Answers.NOT_READY);
        }
    }

    record Wait(List<Bytes> keys) implements Request {
        @Override
        public void apply(StoreEngine engine, Session session) throws Refusal {
            engine.await(keys, session);
        }
    }

    record CancelWait() implements Request {
        @Override
        public void apply(StoreEngine engine, Session session) {
            session.stopWaiting();
            session.answers().put(Answers.WAIT_CANCELED);
        }
    }

    record GetNumKeys() implements Request {
        @Override
        public void apply(StoreEngine engine, Session session) {
            session.answers().put((long) engine.numKeys());
        }
    }

    record WatchKey(Bytes key) implements Request {
        @Override
        public void apply(StoreEngine engine, Session session) throws Refusal {
            engine.watch(key, session);
            session.answers().put(Answers.WATCH_REGISTERED);
        }
    }

    record DeleteKey(Bytes key) implements Request {
        @Override
        public void apply(StoreEngine engine, Session session) {
            session.answers().put(engine.delete(key) ? 1L : 0L);
        }
    }

    record Append(Bytes key, Bytes more) implements Request {
        @Override
        public void apply(StoreEngine engine, Session session) throws Refusal {
            engine.append(key, more, session);
        }
    }

    record MultiGet(List<Bytes> keys) implements Request {
        @Override
        public void apply(StoreEngine engine, Session session) throws Refusal {
            engine.getAll(keys, session);
        }
    }

    /** Keys and values in turn. */
    record MultiSet(List<Bytes> pairs) implements Request {
        @Override
        public void apply(StoreEngine engine, Session session) throws Refusal {
            engine.setAll(pairs, session);
        }
    }

    record Replace(Bytes key, Bytes expected, Bytes desired) implements Request {
        @Override
        public void apply(StoreEngine engine, Session session) throws Refusal {
            session.answers()
                    .put(engine.replace(key, expected, desired, session) ? Answers.REPLACED : Answers.NOT_REPLACED);
        }
    }

    /** Keys and values in turn. */
    record Presence(List<Bytes> pairs) implements Request {
        @Override
        public void apply(StoreEngine engine, Session session) throws Refusal {
            engine.attend(pairs, session);
            session.answers().put(Answers.ATTENDED);
        }
    }

    record Ping(int nonce) implements Request {
        @Override
        public void apply(StoreEngine engine, Session session) {
            session.answers().put(OwnPing.answer(nonce));
        }
    }

    record QueuePush(Bytes key, Bytes item) implements Request {
        @Override
        public void apply(StoreEngine engine, Session session) throws Refusal {
            engine.push(key, item, session);
        }
    }

    record QueuePop(Bytes key) implements Request {
        @Override
        public void apply(StoreEngine engine, Session session) {
            session.answers().put((long) engine.queueLength(key));
            engine.pop(key).ifPresent(session.answers()::put);
        }
    }

    record QueueLen(Bytes key) implements Request {
        @Override
        public void apply(StoreEngine engine, Session session) {
            session.answers().put((long) engine.queueLength(key));
        }
    }

    record ListKeys() implements Request {
        @Override
        public void apply(StoreEngine engine, Session session) throws Refusal {
            engine.listKeys(session);
        }
    }

    record Barrier(Bytes key, long worldSize) implements Request {
        @Override
        public void apply(StoreEngine engine, Session session) throws Refusal {
            engine.enterBarrier(key, worldSize, session);
        }
    }

    record Cells(Bytes run, Bytes frame) implements Request {
        @Override
        public void apply(StoreEngine engine, Session session) throws Refusal {
            engine.cells().serve(run, frame, session);
        }
    }
}
