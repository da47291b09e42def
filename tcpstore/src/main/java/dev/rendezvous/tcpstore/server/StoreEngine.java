package dev.rendezvous.tcpstore.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.StoreLimits;
import dev.rendezvous.tcpstore.wire.Bytes;
import dev.rendezvous.tcpstore.wire.Counter;
import dev.rendezvous.tcpstore.wire.Operation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The store itself: what each request does to the keys and the queues, and whom it wakes. It knows no sockets; answers go into
 * the sessions. For one thread, so that each request is atomic against all others.
 *
 * <p>Where PyTorch's servers differ from each other or are wrong, this one does as follows. A {@code COMPARE_SET} that creates a
 * key wakes those who wait for it, and one that fails wakes nobody. A push to a queue wakes one client, and if that one does
 * anything else than take the item, or leaves, the next one is woken.
 */
final class StoreEngine {

    private static final int MAX_MARKS = 8;
    private static final int MAX_MARK_BYTES = 16 << 10;

    private final Map<Bytes, Bytes> values = new HashMap<>();
    /** None of the queues is empty. */
    private final Map<Bytes, ArrayDeque<Bytes>> queues = new HashMap<>();

    private final KeyWaits keyWaits = new KeyWaits();
    private final Barriers barriers = new Barriers();
    private final Watches watches;
    private final AnswerMemory answerMemory;
    private final CellSessions cells;
    private final int maxValueBytes;
    private final int maxAnswerBytes;
    /** Of all keys together, with the length that stands before each in a list of them. */
    private long listBytes;

    StoreEngine(StoreLimits limits) {
        this(limits, System::nanoTime);
    }

    /**
     * Makes an empty store.
     *
     * @param nanoClock the clock of the leases of cells
     */
    StoreEngine(StoreLimits limits, LongSupplier nanoClock) {
        answerMemory = new AnswerMemory(limits);
        watches = new Watches(answerMemory);
        maxValueBytes = limits.maxValueBytes();
        maxAnswerBytes = limits.maxRequestBytes();
        cells = new CellSessions(limits, this::deleteBelow, nanoClock);
    }

    CellSessions cells() {
        return cells;
    }

    private void deleteBelow(String prefix) {
        Bytes text = Bytes.of(prefix.getBytes(US_ASCII));
        List<Bytes> below =
                values.keySet().stream().filter(key -> key.startsWith(text)).toList();
        below.forEach(this::delete);
    }

    /** {@return what counts the answers of all sessions} */
    AnswerMemory answerMemory() {
        return answerMemory;
    }

    /**
     * Does what the client asks for.
     *
     * @throws Refusal if the connection has to be closed, since the protocol has no other answer; nothing was changed then
     */
    void serve(Request request, Session session) throws Refusal {
        settlePromise(request, session);
        request.serve(this, session);
    }

    /**
     * The client is present as long as its connection is open. When that ends, the keys are set; now they are deleted where they have
     * these values, which are from an earlier connection of the same client.
     *
     * @param pairs keys and values in turn; they take the place of those that this connection named before
     * @throws Refusal if there are too many, or if they are too long
     */
    void attend(List<Bytes> pairs, Session session) throws Refusal {
        long bytes = pairs.stream().mapToLong(Bytes::length).sum();
        if (pairs.size() > 2 * MAX_MARKS || bytes > MAX_MARK_BYTES) {
            throw ServerMessages.tooMuchPresence(pairs.size() / 2, bytes, MAX_MARKS, MAX_MARK_BYTES);
        }
        session.leaveWhenGone(pairs);
        for (int i = 0; i < pairs.size(); i += 2) {
            if (Objects.equals(values.get(pairs.get(i)), pairs.get(i + 1))) {
                delete(pairs.get(i));
            }
        }
    }

    /** The client is gone. */
    void leave(Session session) {
        session.stopWaiting();
        session.answers().discard();
        cells.leave(session);
        watches.end(session);
        passOn(session);
        List<Bytes> marks = session.marksOfAbsence();
        for (int i = 0; i < marks.size(); i += 2) {
            set(marks.get(i), marks.get(i + 1));
        }
        session.leaveWhenGone(List.of());
    }

    void set(Bytes key, Bytes value) {
        Bytes old = values.put(key, value);
        if (old == null) {
            listBytes += Long.BYTES + key.length();
        }
        keyWaits.arrived(key);
        watches.set(key, old, value);
    }

    /**
     * {@return the value after the call} A key that is not there compares equal to an empty expectation; with any other one the
     * answer is that expectation, which is all that the protocol can say.
     */
    Bytes compareSet(Bytes key, Bytes expected, Bytes desired) {
        Bytes value = values.get(key);
        if (expected.equals(value == null ? Bytes.EMPTY : value)) {
            set(key, desired);
            return desired;
        }
        return value == null ? expected : value;
    }

    /** {@return whether the value was the expected one, and is the desired one now} Compares as {@link #compareSet} does. */
    boolean replace(Bytes key, Bytes expected, Bytes desired) {
        boolean matches = expected.equals(values.getOrDefault(key, Bytes.EMPTY));
        if (matches) {
            set(key, desired);
        }
        return matches;
    }

    /** {@return the value; without one, what a server of the client's family does: answer an empty one, or close} */
    Bytes get(Bytes key, Dialect dialect) throws Refusal {
        Bytes value = values.get(key);
        if (value != null) {
            return value;
        }
        if (dialect == Dialect.CURRENT) {
            return Bytes.EMPTY;
        }
        throw ServerMessages.noSuchKey(key, dialect);
    }

    void getAll(List<Bytes> keys, Session session) throws Refusal {
        checkAnswer(Operation.MULTI_GET, answerBytes(keys));
        for (Bytes key : keys) {
            session.answers().put(get(key, session.dialect()));
        }
    }

    long add(Bytes key, long delta) throws Refusal {
        long sum = number(key) + delta;
        set(key, Bytes.ofDecimal(sum));
        return sum;
    }

    boolean areThere(List<Bytes> keys) {
        for (Bytes key : keys) {
            if (!isThere(key)) {
                return false;
            }
        }
        return true;
    }

    void await(List<Bytes> keys, Session session) {
        List<Bytes> missing = new ArrayList<>();
        for (Bytes key : keys) {
            if (!isThere(key)) {
                missing.add(key);
            }
        }
        if (missing.isEmpty()) {
            session.stopWaitingAndSay();
        } else {
            keyWaits.begin(session, missing);
        }
    }

    int numKeys() {
        return values.size();
    }

    void listKeys(Answers answers) throws Refusal {
        checkAnswer(Operation.LIST_KEYS, listBytes);
        answers.put((long) values.size());
        values.keySet().forEach(answers::put);
    }

    void watch(Bytes key, Session session) {
        watches.begin(session, key);
    }

    /** {@return whether it was there} Those who wait for keys are not touched. */
    boolean delete(Bytes key) {
        Bytes old = values.remove(key);
        if (old != null) {
            listBytes -= Long.BYTES + key.length();
            watches.deleted(key, old);
        }
        return old != null;
    }

    void append(Bytes key, Bytes more) throws Refusal {
        Bytes old = values.getOrDefault(key, Bytes.EMPTY);
        long length = (long) old.length() + more.length();
        if (length > maxValueBytes) {
            throw ServerMessages.valueGrowsTooLong(key, length, maxValueBytes);
        }
        set(key, old.plus(more));
    }

    void push(Bytes key, Bytes item) {
        queues.computeIfAbsent(key, absent -> new ArrayDeque<>()).add(item);
        keyWaits.arrivedForOne(key);
    }

    Optional<Bytes> pop(Bytes key) {
        ArrayDeque<Bytes> queue = queues.get(key);
        if (queue == null) {
            return Optional.empty();
        }
        Bytes item = queue.remove();
        if (queue.isEmpty()) {
            queues.remove(key);
        }
        return Optional.of(item);
    }

    int queueLength(Bytes key) {
        ArrayDeque<Bytes> queue = queues.get(key);
        return queue == null ? 0 : queue.size();
    }

    void enterBarrier(Bytes key, long worldSize, Session session) throws Refusal {
        long count = add(key, 1);
        barriers.reached(key, count);
        if (count >= worldSize) {
            session.stopWaitingAndSay();
        } else {
            barriers.begin(session, key, worldSize);
        }
    }

    /** A promised item is either taken now or meant for the next client from now on. */
    private void settlePromise(Request request, Session session) {
        Bytes promised = session.promised();
        if (promised == null) {
            return;
        }
        if (request instanceof Request.QueuePop pop && pop.key().equals(promised)) {
            session.promise(null);
        } else {
            passOn(session);
        }
    }

    private void passOn(Session session) {
        Bytes promised = session.promised();
        session.promise(null);
        if (promised != null && queues.containsKey(promised)) {
            keyWaits.arrivedForOne(promised);
        }
    }

    private long answerBytes(List<Bytes> keys) {
        long sum = 0;
        for (Bytes key : keys) {
            sum += Long.BYTES + values.getOrDefault(key, Bytes.EMPTY).length();
        }
        return sum;
    }

    /** Before anything is made of it. */
    private void checkAnswer(Operation operation, long bytes) throws Refusal {
        if (bytes > maxAnswerBytes) {
            throw ServerMessages.answerTooLong(operation, bytes, maxAnswerBytes);
        }
    }

    private boolean isThere(Bytes key) {
        return values.containsKey(key) || queues.containsKey(key);
    }

    private long number(Bytes key) throws Refusal {
        Bytes text = values.get(key);
        return text == null ? 0 : Counter.parse(text).orElseThrow(() -> ServerMessages.notANumber(key, text));
    }
}
