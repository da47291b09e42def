package dev.rendezvous.tcpstore;

/**
 * What a server takes before it closes a connection. The defaults of the first three are those of PyTorch's libuv server.
 *
 * @param maxKeyBytes the most bytes of a key, at least 1
 * @param maxValueBytes the most bytes of a value, at least 1
 * @param maxKeys the most keys in one request that names several, at least 1
 * @param maxRequestBytes the most bytes of all keys and values of one request together, at least 1; also the most bytes of the
 *     answer to a request for many values, or for the list of all keys
 * @param maxPendingAnswerBytes the most bytes of answers that a client has not read yet, at least 1; while a client has
 *     more, nothing is read from it
 * @param maxConnections the most connections at once, at least 1
 * @param maxAllAnswerBytes the most bytes of memory that all answers together take that no client has read yet, at least 1, a value
 *     that many are being sent counting once; while they take more, the client that has the most of them is closed, where those
 *     who are being sent one value share it
 * @since 0.1
 */
public record StoreLimits(
        int maxKeyBytes,
        int maxValueBytes,
        int maxKeys,
        int maxRequestBytes,
        int maxPendingAnswerBytes,
        int maxConnections,
        int maxAllAnswerBytes) {

    /** The limits that a server has unless told otherwise. */
    public static final StoreLimits DEFAULT = new StoreLimits(8192, 8 << 20, 131_072, 64 << 20, 16 << 20, 16_384);

    /**
     * Checks every component.
     *
     * @throws IllegalArgumentException naming the one that is less than 1
     */
    public StoreLimits {
        check("maxKeyBytes", maxKeyBytes);
        check("maxValueBytes", maxValueBytes);
        check("maxKeys", maxKeys);
        check("maxRequestBytes", maxRequestBytes);
        check("maxPendingAnswerBytes", maxPendingAnswerBytes);
        check("maxConnections", maxConnections);
        check("maxAllAnswerBytes", maxAllAnswerBytes);
    }

    /**
     * Derives {@code maxAllAnswerBytes}: sixteen times what one client may have not read, but at least one answer of the most bytes.
     *
     * @throws IllegalArgumentException naming the one that is less than 1
     */
    public StoreLimits(
            int maxKeyBytes,
            int maxValueBytes,
            int maxKeys,
            int maxRequestBytes,
            int maxPendingAnswerBytes,
            int maxConnections) {
        this(maxKeyBytes, maxValueBytes, maxKeys, maxRequestBytes, maxPendingAnswerBytes, maxConnections, (int)
                Math.min(Integer.MAX_VALUE, Math.max(16L * maxPendingAnswerBytes, maxRequestBytes)));
    }

    private static void check(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + "; expected at least 1");
        }
    }
}
