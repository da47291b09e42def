package dev.rendezvous.tcpstore.server;

import dev.rendezvous.tcpstore.server.store.Refusal;
import dev.rendezvous.tcpstore.server.store.StoreEngine;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The connections of a server, and what their ends release. For the thread of the server, unless a method says otherwise. */
final class OpenConnections {

    private final Set<ServerConnection> all = new HashSet<>();
    private final StoreEngine engine;
    private final StallWatch stalls;
    private final RefusalLog log;
    private final int bytesOfEach;
    private volatile int count;

    /**
     * Makes an empty set.
     *
     * @param bytesOfEach how many bytes of memory each connection takes before its first request
     */
    OpenConnections(StoreEngine engine, StallWatch stalls, RefusalLog log, int bytesOfEach) {
        this.engine = engine;
        this.stalls = stalls;
        this.log = log;
        this.bytesOfEach = bytesOfEach;
    }

    /** {@return how many there are} From any thread. */
    int count() {
        return count;
    }

    /** {@return a view of all} */
    Collection<ServerConnection> all() {
        return Collections.unmodifiableSet(all);
    }

    int bytesOfEach() {
        return bytesOfEach;
    }

    void add(ServerConnection connection) {
        all.add(connection);
        engine.memory().hold(bytesOfEach);
        count = all.size();
    }

    /** Closes a connection for a reason, which goes to the log. */
    void drop(ServerConnection connection, Refusal reason) {
        close(connection);
        log.refused(connection.peer(), reason);
    }

    /** Closes a connection. Does nothing the second time. */
    void close(ServerConnection connection) {
        if (!all.remove(connection)) {
            return;
        }
        count = all.size();
        stalls.forget(connection);
        engine.memory().hold(-bytesOfEach);
        try {
            connection.close();
        } finally {
            engine.leave(connection.session());
        }
    }

    void closeAll() {
        List.copyOf(all).forEach(this::close);
    }
}
