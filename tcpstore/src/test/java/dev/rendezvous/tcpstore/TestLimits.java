package dev.rendezvous.tcpstore;

/** Limits that are all different from the defaults, but for the memory. */
public final class TestLimits {

    private TestLimits() {}

    public static StoreLimits of(
            int keyBytes, int valueBytes, int keys, int requestBytes, int pendingAnswerBytes, int connections) {
        return StoreLimits.DEFAULT
                .withMaxKeyBytes(keyBytes)
                .withMaxValueBytes(valueBytes)
                .withMaxKeys(keys)
                .withMaxRequestBytes(requestBytes)
                .withMaxPendingAnswerBytes(pendingAnswerBytes)
                .withMaxConnections(connections);
    }
}
