package dev.rendezvous.tcpstore;

import java.util.Objects;

/**
 * The limits of a server. A client that exceeds one of them is disconnected. Start from {@link #DEFAULT} and change what you need:
 * {@code StoreLimits.DEFAULT.withMaxKeys(1000)}. The defaults of the first three limits are those of PyTorch's libuv server.
 *
 * <p><b>Memory.</b> {@link #maxMemoryBytes} is one budget for everything that the server holds: keys, values, items of queues, waits,
 * watches, responses that a client has not read, requests that have not arrived in full, and the connections. A request
 * that would exceed the budget is refused: its connection is closed and the reason is logged. Stored data may use three
 * quarters of the budget, so that reads and deletes always have room. When the rest does not suffice, the client whose
 * disconnection releases the most memory is disconnected first. The sizes are estimates that include the overhead of
 * the Java objects.
 *
 * @since 0.1
 */
public final class StoreLimits {

    /** The part of the heap that a server uses by default: two fifths. The rest is for the program and for garbage collection. */
    private static final long DEFAULT_MEMORY = Runtime.getRuntime().maxMemory() / 5 * 2;

    /** The limits of a server by default. The memory budget is two fifths of the largest heap of this JVM. */
    public static final StoreLimits DEFAULT =
            new StoreLimits(new Values(8192, 8 << 20, 131_072, 64 << 20, 16 << 20, 16_384, DEFAULT_MEMORY));

    private record Values(
            int maxKeyBytes,
            int maxValueBytes,
            int maxKeys,
            int maxRequestBytes,
            int maxPendingAnswerBytes,
            int maxConnections,
            long maxMemoryBytes) {}

    private final Values values;

    private StoreLimits(Values values) {
        this.values = values;
    }

    /** {@return the most bytes of a key} At least 1. */
    public int maxKeyBytes() {
        return values.maxKeyBytes;
    }

    /** {@return the most bytes of a value} At least 1. */
    public int maxValueBytes() {
        return values.maxValueBytes;
    }

    /** {@return the most keys in one request that names several} At least 1. */
    public int maxKeys() {
        return values.maxKeys;
    }

    /**
     * {@return the most bytes of all keys and values of one request together, and of the response to a request for
     * many values or for the list of all keys} At least 1.
     */
    public int maxRequestBytes() {
        return values.maxRequestBytes;
    }

    /**
     * {@return the most bytes of responses that one client has not read; while a client has more, the server does not
     * read from it} At least 1.
     */
    public int maxPendingAnswerBytes() {
        return values.maxPendingAnswerBytes;
    }

    /** {@return the most connections at once} At least 1. */
    public int maxConnections() {
        return values.maxConnections;
    }

    /** {@return the most bytes of memory that the server holds for all clients together} At least 1. */
    public long maxMemoryBytes() {
        return values.maxMemoryBytes;
    }

    /**
     * {@return these limits with another one of {@link #maxKeyBytes}}
     *
     * @param limit at least 1
     * @throws IllegalArgumentException if it is less
     */
    public StoreLimits withMaxKeyBytes(int limit) {
        return new StoreLimits(new Values(
                (int) checked("maxKeyBytes", limit),
                values.maxValueBytes,
                values.maxKeys,
                values.maxRequestBytes,
                values.maxPendingAnswerBytes,
                values.maxConnections,
                values.maxMemoryBytes));
    }

    /**
     * {@return these limits with another one of {@link #maxValueBytes}}
     *
     * @param limit at least 1
     * @throws IllegalArgumentException if it is less
     */
    public StoreLimits withMaxValueBytes(int limit) {
        return new StoreLimits(new Values(
                values.maxKeyBytes,
                (int) checked("maxValueBytes", limit),
                values.maxKeys,
                values.maxRequestBytes,
                values.maxPendingAnswerBytes,
                values.maxConnections,
                values.maxMemoryBytes));
    }

    /**
     * {@return these limits with another one of {@link #maxKeys}}
     *
     * @param limit at least 1
     * @throws IllegalArgumentException if it is less
     */
    public StoreLimits withMaxKeys(int limit) {
        return new StoreLimits(new Values(
                values.maxKeyBytes,
                values.maxValueBytes,
                (int) checked("maxKeys", limit),
                values.maxRequestBytes,
                values.maxPendingAnswerBytes,
                values.maxConnections,
                values.maxMemoryBytes));
    }

    /**
     * {@return these limits with another one of {@link #maxRequestBytes}}
     *
     * @param limit at least 1
     * @throws IllegalArgumentException if it is less
     */
    public StoreLimits withMaxRequestBytes(int limit) {
        return new StoreLimits(new Values(
                values.maxKeyBytes,
                values.maxValueBytes,
                values.maxKeys,
                (int) checked("maxRequestBytes", limit),
                values.maxPendingAnswerBytes,
                values.maxConnections,
                values.maxMemoryBytes));
    }

    /**
     * {@return these limits with another one of {@link #maxPendingAnswerBytes}}
     *
     * @param limit at least 1
     * @throws IllegalArgumentException if it is less
     */
    public StoreLimits withMaxPendingAnswerBytes(int limit) {
        return new StoreLimits(new Values(
                values.maxKeyBytes,
                values.maxValueBytes,
                values.maxKeys,
                values.maxRequestBytes,
                (int) checked("maxPendingAnswerBytes", limit),
                values.maxConnections,
                values.maxMemoryBytes));
    }

    /**
     * {@return these limits with another one of {@link #maxConnections}}
     *
     * @param limit at least 1
     * @throws IllegalArgumentException if it is less
     */
    public StoreLimits withMaxConnections(int limit) {
        return new StoreLimits(new Values(
                values.maxKeyBytes,
                values.maxValueBytes,
                values.maxKeys,
                values.maxRequestBytes,
                values.maxPendingAnswerBytes,
                (int) checked("maxConnections", limit),
                values.maxMemoryBytes));
    }

    /**
     * {@return these limits with another one of {@link #maxMemoryBytes}}
     *
     * @param limit at least 1
     * @throws IllegalArgumentException if it is less
     */
    public StoreLimits withMaxMemoryBytes(long limit) {
        return new StoreLimits(new Values(
                values.maxKeyBytes,
                values.maxValueBytes,
                values.maxKeys,
                values.maxRequestBytes,
                values.maxPendingAnswerBytes,
                values.maxConnections,
                checked("maxMemoryBytes", limit)));
    }

    private static long checked(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + "; expected at least 1");
        }
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoreLimits limits && values.equals(limits.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(values);
    }

    @Override
    public String toString() {
        return values.toString().replaceFirst("^Values", "StoreLimits");
    }
}
