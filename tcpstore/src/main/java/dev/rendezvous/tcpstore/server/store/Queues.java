package dev.rendezvous.tcpstore.server.store;

import dev.rendezvous.tcpstore.wire.Bytes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The queues of a store, each of which exists while it is not empty. For the thread of the engine. */
public final class Queues {

    /** What a queue takes, beside its key and its items. */
    private static final int QUEUE_BYTES = 240;

    /** What an item takes in the queue, beside its own bytes. */
    private static final int SLOT_BYTES = 16;

    private record Queue(Bytes key, ShrinkingQueue<Bytes> items) {}

    private final Map<Bytes, Queue> queues = new HashMap<>();
    private final MemoryBudget memory;

    Queues(MemoryBudget memory) {
        this.memory = memory;
    }

    boolean contains(Bytes key) {
        return queues.containsKey(key);
    }

    int length(Bytes key) {
        Queue queue = queues.get(key);
        return queue == null ? 0 : queue.items.size();
    }

    /**
     * Adds an item at the end.
     *
     * @throws Refusal if the store is full
     */
    void push(Bytes key, Bytes item, ClientMemory client) throws Refusal {
        Queue queue = queues.get(key);
        long growth = SLOT_BYTES + item.weight() + (queue == null ? QUEUE_BYTES + key.weight() : 0);
        memory.checkStore(growth, client);
        if (queue == null) {
            queue = new Queue(key, new ShrinkingQueue<>());
            queues.put(key, queue);
            memory.store(QUEUE_BYTES + key.weight());
        }
        queue.items.add(item);
        memory.keep(item);
        memory.store(SLOT_BYTES);
    }

    Optional<Bytes> pop(Bytes key) {
        Queue queue = queues.get(key);
        if (queue == null) {
            return Optional.empty();
        }
        Bytes item = queue.items.remove();
        memory.dropKept(item);
        memory.store(-SLOT_BYTES);
        if (queue.items.isEmpty()) {
            queues.remove(key);
            memory.store(-QUEUE_BYTES - queue.key.weight());
        }
        return Optional.of(item);
    }
}
