package dev.rendezvous.tcpstore.server.store;

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
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The store itself: what each request does to the keys and the queues, and which clients it wakes. It knows no sockets; answers go into
 * the sessions. For one thread, so that each request is atomic against all others.
 *
 * <p>Where PyTorch's servers differ from each other or are wrong, this one does as follows. A {@code COMPARE_SET} that creates a
 * key wakes the clients that wait for it, and one that fails wakes no client. A push to a queue wakes one client, and if that one does
 * anything else than take the item, or leaves, the next one is woken.
 */
public final class StoreEngine {

    private static final int MAX_MARKS = 8;
    private static final int MAX_MARK_BYTES = 16 << 10;

    /** A list of this length takes about as much time as a full turn of short requests. */
    private static final int LONG_LIST_BYTES = 64 << 10;

    /** What is stored under a key, with the very key that the map has. */
    private static final class Entry {
        final Bytes key;
        Bytes value;

        Entry(Bytes key, Bytes value) {
            this.key = key;
            this.value = value;
        }
    }

    private final Map<Bytes, Entry> entries = new HashMap<>();
    private final Queues queues;
    private final KeyWaits keyWaits = new KeyWaits();
    private final Barriers barriers = new Barriers();
    private final Watches watches;
    private final MemoryBudget memory;
    private final CellSessions cells;
    private final int maxValueBytes;
    private final int maxAnswerBytes;
    /** Keys and values in turn, of clients that are gone, which are set after the present request. */
    private final ArrayDeque<Bytes> marks = new ArrayDeque<>();

    private boolean isServing;
    /** Of all keys together, with the length that stands before each in a list of them. */
    private long listBytes;
    /** What a list of all keys takes in memory. */
    private long listCost;

    public StoreEngine(StoreLimits limits) {
        this(limits, System::nanoTime);
    }

    /**
     * Makes an empty store.
     *
     * @param nanoClock the clock of the leases of cells
     */
    public StoreEngine(StoreLimits limits, LongSupplier nanoClock) {
        memory = new MemoryBudget(limits.maxMemoryBytes());
        watches = new Watches(memory);
        queues = new Queues(memory);
        maxValueBytes = limits.maxValueBytes();
        maxAnswerBytes = limits.maxRequestBytes();
        cells = new CellSessions(limits.maxRequestBytes(), memory, this::deleteBelow, nanoClock);
    }

    public CellSessions cells() {
        return cells;
    }

    private void deleteBelow(String prefix) {
        Bytes text = Bytes.of(prefix.getBytes(US_ASCII));
        List<Bytes> below =
                entries.keySet().stream().filter(key -> key.startsWith(text)).toList();
        below.forEach(this::delete);
    }

    /** {@return what counts the memory of all that the server holds} */
    public MemoryBudget memory() {
        return memory;
    }

    /** A request begins. Marks of clients that leave meanwhile wait for its end. */
    void begin() {
        isServing = true;
    }

    /** The request has ended. */
    void end() {
        isServing = false;
        setMarks();
    }

    /** {@return whether a list of all keys takes so long that other clients go first} */
    public boolean isListLong() {
        return listBytes > LONG_LIST_BYTES;
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
            throw new Refusal(
                    Refusal.Kind.LIMIT,
                    ServerMessages.tooMuchPresence(pairs.size() / 2, bytes, MAX_MARKS, MAX_MARK_BYTES));
        }
        session.memory().take(weight(pairs) - weight(session.marksOfAbsence()));
        session.leaveWhenGone(pairs);
        for (int i = 0; i < pairs.size(); i += 2) {
            if (valueOf(pairs.get(i)).equals(pairs.get(i + 1))) {
                delete(pairs.get(i));
            }
        }
    }

    private static long weight(List<Bytes> texts) {
        return texts.stream().mapToLong(Bytes::weight).sum();
    }

    /** The client is gone. */
    public void leave(Session session) {
        session.stopWaiting();
        session.answers().discard();
        cells.leave(session);
        watches.end(session);
        session.memory().dropAll();
        passOn(session);
        marks.addAll(session.marksOfAbsence());
        session.leaveWhenGone(List.of());
        if (!isServing) {
            setMarks();
        }
    }

    /** Not amid a request, which may have looked at the keys already. In a full store marks are lost. */
    private void setMarks() {
        while (!marks.isEmpty()) {
            Bytes key = marks.remove();
            Bytes value = marks.remove();
            Entry entry = entries.get(key);
            if (memory.hasStoreRoom(growth(entry, key, value))) {
                put(entry, key, value);
            }
        }
    }

    void set(Bytes key, Bytes value, Session session) throws Refusal {
        Entry entry = entries.get(key);
        memory.checkStore(growth(entry, key, value), session.memory());
        put(entry, key, value);
    }

    /** Sets all or none. */
    void setAll(List<Bytes> pairs, Session session) throws Refusal {
        long bytes = 0;
        for (int i = 0; i < pairs.size(); i += 2) {
            bytes += growth(entries.get(pairs.get(i)), pairs.get(i), pairs.get(i + 1));
        }
        memory.checkStore(bytes, session.memory());
        for (int i = 0; i < pairs.size(); i += 2) {
            put(entries.get(pairs.get(i)), pairs.get(i), pairs.get(i + 1));
        }
    }

    /** {@return how many bytes of memory the store grows by} */
    private static long growth(@Nullable Entry entry, Bytes key, Bytes value) {
        return entry == null
                ? MemoryBudget.ENTRY_BYTES + key.weight() + value.weight()
                : value.weight() - entry.value.weight();
    }

    private void put(@Nullable Entry entry, Bytes key, Bytes value) {
        memory.keep(value);
        if (entry == null) {
            create(key, value);
            keyWaits.arrived(key);
            watches.set(key, null, value);
        } else {
            Bytes old = entry.value;
            entry.value = value;
            keyWaits.arrived(key);
            watches.set(key, old, value);
            memory.dropKept(old);
        }
    }

    private void create(Bytes key, Bytes value) {
        entries.put(key, new Entry(key, value));
        memory.keep(key);
        memory.store(MemoryBudget.ENTRY_BYTES);
        listBytes += Long.BYTES + key.length();
        listCost += Answers.cost(key);
    }

    /**
     * {@return the value after the call} A key that is not there compares equal to an empty expectation; with any other one the
     * answer is that expectation, which is all that the protocol can say.
     */
    Bytes compareSet(Bytes key, Bytes expected, Bytes desired, Session session) throws Refusal {
        Entry entry = entries.get(key);
        if (expected.equals(entry == null ? Bytes.EMPTY : entry.value)) {
            set(key, desired, session);
            return desired;
        }
        return entry == null ? expected : entry.value;
    }

    /** {@return whether the value was the expected one, and is the desired one now} Compares as {@link #compareSet} does. */
    boolean replace(Bytes key, Bytes expected, Bytes desired, Session session) throws Refusal {
        boolean matches = expected.equals(valueOf(key));
        if (matches) {
            set(key, desired, session);
        }
        return matches;
    }

    /** {@return the value; without one, what a server of the client's family does: answer an empty one, or close} */
    Bytes get(Bytes key, Session session) throws Refusal {
        Entry entry = entries.get(key);
        if (entry != null) {
            memory.checkRoom(Answers.cost(entry.value), session.memory());
            return entry.value;
        }
        if (session.dialect() == Dialect.CURRENT) {
            return Bytes.EMPTY;
        }
        throw new Refusal(Refusal.Kind.PROTOCOL, ServerMessages.noSuchKey(key, session.dialect()));
    }

    void getAll(List<Bytes> keys, Session session) throws Refusal {
        long length = 0;
        long cost = 0;
        for (Bytes key : keys) {
            Bytes value = valueOf(key);
            length += Long.BYTES + value.length();
            cost += Answers.cost(value);
        }
        checkAnswer(Operation.MULTI_GET, length);
        memory.checkRoom(cost, session.memory());
        for (Bytes key : keys) {
            session.answers().put(get(key, session));
        }
    }

    long add(Bytes key, long delta, Session session) throws Refusal {
        long sum = number(key) + delta;
        set(key, Bytes.ofDecimal(sum), session);
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

    void await(List<Bytes> keys, Session session) throws Refusal {
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
        return entries.size();
    }

    void listKeys(Session session) throws Refusal {
        checkAnswer(Operation.LIST_KEYS, listBytes);
        memory.checkRoom(listCost, session.memory());
        Answers answers = session.answers();
        answers.put((long) entries.size());
        entries.values().forEach(entry -> answers.put(entry.key));
    }

    void watch(Bytes key, Session session) throws Refusal {
        watches.begin(session, key);
    }

    /** {@return whether it was there} Clients that wait for keys are not touched. */
    boolean delete(Bytes key) {
        Entry old = entries.remove(key);
        if (old != null) {
            listBytes -= Long.BYTES + key.length();
            listCost -= Answers.cost(key);
            watches.deleted(key, old.value);
            memory.dropKept(old.key);
            memory.dropKept(old.value);
            memory.store(-MemoryBudget.ENTRY_BYTES);
        }
        return old != null;
    }

    void append(Bytes key, Bytes more, Session session) throws Refusal {
        Entry entry = entries.get(key);
        Bytes old = entry == null ? Bytes.EMPTY : entry.value;
        long length = (long) old.length() + more.length();
        if (length > maxValueBytes) {
            throw new Refusal(Refusal.Kind.LIMIT, ServerMessages.valueGrowsTooLong(key, length, maxValueBytes));
        }
        long entryBytes = entry == null ? MemoryBudget.ENTRY_BYTES + key.weight() : 0;
        memory.checkStore(entryBytes + old.weightOfPlus(more), session.memory());
        put(entry, key, old.plus(more));
    }

    void push(Bytes key, Bytes item, Session session) throws Refusal {
        queues.push(key, item, session.memory());
        keyWaits.arrivedForOne(key);
    }

    Optional<Bytes> pop(Bytes key) {
        return queues.pop(key);
    }

    int queueLength(Bytes key) {
        return queues.length(key);
    }

    void enterBarrier(Bytes key, long worldSize, Session session) throws Refusal {
        long count = add(key, 1, session);
        barriers.reached(key, count);
        if (count >= worldSize) {
            session.stopWaitingAndSay();
        } else {
            barriers.begin(session, key, worldSize);
        }
    }

    /**
     * A client that was promised an item of a queue sends a request. Either the request takes the item, or the item is promised to the
     * next client.
     *
     * @param queue the queue from which the request takes an item; null if it is another request
     */
    void settlePromise(Session session, @Nullable Bytes queue) {
        Bytes promised = session.promised();
        if (queue != null && promised != null && queue.equals(promised)) {
            session.promise(null);
        } else {
            passOn(session);
        }
    }

    private void passOn(Session session) {
        Bytes promised = session.promised();
        session.promise(null);
        if (promised != null && queues.contains(promised)) {
            keyWaits.arrivedForOne(promised);
        }
    }

    private Bytes valueOf(Bytes key) {
        Entry entry = entries.get(key);
        return entry == null ? Bytes.EMPTY : entry.value;
    }

    /** Before anything is made of it. */
    private void checkAnswer(Operation operation, long bytes) throws Refusal {
        if (bytes > maxAnswerBytes) {
            throw new Refusal(Refusal.Kind.LIMIT, ServerMessages.answerTooLong(operation, bytes, maxAnswerBytes));
        }
    }

    private boolean isThere(Bytes key) {
        return entries.containsKey(key) || queues.contains(key);
    }

    private long number(Bytes key) throws Refusal {
        Entry entry = entries.get(key);
        return entry == null
                ? 0
                : Counter.parse(entry.value)
                        .orElseThrow(
                                () -> new Refusal(Refusal.Kind.PROTOCOL, ServerMessages.notANumber(key, entry.value)));
    }
}
