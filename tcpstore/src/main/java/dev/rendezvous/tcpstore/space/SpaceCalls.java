package dev.rendezvous.tcpstore.space;

import dev.rendezvous.tcpstore.frame.CellReply;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls of a client: those that wait for a connection, and those that wait for a reply. Thread-safe. */
final class SpaceCalls {

    private final Deque<SpaceCall> unsent = new ArrayDeque<>();
    private final Map<Integer, SpaceCall> open = new HashMap<>();
    private int lastId;

    synchronized int nextId() {
        lastId = lastId == Integer.MAX_VALUE ? 1 : lastId + 1;
        return lastId;
    }

    synchronized void keepUnsent(SpaceCall call) {
        unsent.add(call);
    }

    synchronized void opened(SpaceCall call) {
        open.put(call.frame().id(), call);
    }

    synchronized boolean hasUnsent() {
        return !unsent.isEmpty();
    }

    /** {@return when the oldest call without a reply was made; the largest number if there is none} */
    synchronized long oldest() {
        return open.values().stream().mapToLong(SpaceCall::start).min().orElse(Long.MAX_VALUE);
    }

    synchronized int openCount() {
        return open.size();
    }

    synchronized List<SpaceCall> takeUnsent() {
        List<SpaceCall> all = List.copyOf(unsent);
        unsent.clear();
        return all;
    }

    synchronized List<SpaceCall> takeOpen() {
        List<SpaceCall> all = new ArrayList<>(open.values());
        open.clear();
        return all;
    }

    /** Completes the call that this answers, outside of the lock. A reply to a call that is not known is left out. */
    void answered(CellReply.Frame frame) {
        SpaceCall call = take(frame.id());
        if (call != null) {
            call.reply().complete(frame.reply());
        }
    }

    /** {@return whether the call still waited for its reply} */
    boolean withdraw(SpaceCall call) {
        return take(call.frame().id()) != null;
    }

    private synchronized @Nullable SpaceCall take(int id) {
        return open.remove(id);
    }
}
