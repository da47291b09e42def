package dev.rendezvous.tcpstore.server.store;

import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.StoreLimits;
import dev.rendezvous.tcpstore.wire.Bytes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the engine knows of one connection: the answers it owes, what the client waits for and what it watches. For the thread of
 * the engine.
 */
public final class Session {

    /** Something that a client waits for. */
    interface Pending {
        /** Takes it off the lists on which it stands. */
        void forget();
    }

    private final Runnable whenChanged;
    private final Answers answers;
    private final ClientMemory memory;
    private final long maxPendingAnswerBytes;
    private final Set<Bytes> watched = new HashSet<>(0);
    private Dialect dialect = Dialect.CURRENT;
    private @Nullable Pending pending;
    private @Nullable Bytes promised;
    private List<Bytes> marksOfAbsence = List.of();
    private @Nullable Refusal refusal;

    /**
     * Makes the session of a client that has asked for nothing yet.
     *
     * @param limits of which that of the answers counts here
     * @param budget counts what the server holds
     * @param whenChanged called each time that there is something to send where there was nothing, or a reason to close
     */
    public Session(StoreLimits limits, MemoryBudget budget, Runnable whenChanged) {
        this.whenChanged = whenChanged;
        this.answers = new Answers(whenChanged, budget);
        this.memory = new ClientMemory(budget);
        this.maxPendingAnswerBytes = limits.maxPendingAnswerBytes();
    }

    public Answers answers() {
        return answers;
    }

    /** {@return what counts the memory that belongs to this client, apart from its answers} */
    public ClientMemory memory() {
        return memory;
    }

    /** {@return how many bytes of memory the end of this client releases} Takes the time to look at each answer. */
    public long share() {
        return memory.held() + answers.share();
    }

    /** {@return whether the client has to read before it is served again} */
    public boolean isFull() {
        return answers.pending() > maxPendingAnswerBytes;
    }

    Dialect dialect() {
        return dialect;
    }

    public void speak(Dialect found) {
        dialect = found;
    }

    /** Waits for something, instead of what was waited for before: a server knows one wait of a connection. */
    void waitFor(Pending something) {
        stopWaiting();
        pending = something;
    }

    /** What was waited for has come. */
    void stopWaitingAndSay() {
        stopWaiting();
        answers.put(Answers.STOP_WAITING);
    }

    void stopWaiting() {
        if (pending != null) {
            pending.forget();
            pending = null;
        }
    }

    /** {@return the queue of which an item is meant for this client, since a push ended its wait; null if there is none} */
    @Nullable
    Bytes promised() {
        return promised;
    }

    void promise(@Nullable Bytes queue) {
        promised = queue;
    }

    /** {@return the keys and values, in turn, that are set when this connection ends} */
    List<Bytes> marksOfAbsence() {
        return marksOfAbsence;
    }

    void leaveWhenGone(List<Bytes> pairs) {
        marksOfAbsence = pairs;
    }

    Set<Bytes> watched() {
        return watched;
    }

    /** {@return why the connection has to be closed; null if it has not} */
    @Nullable
    public Refusal refusal() {
        return refusal;
    }

    void refuse(Refusal reason) {
        refusal = reason;
        whenChanged.run();
    }
}
