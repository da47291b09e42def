package dev.rendezvous.tcpstore.client;

import dev.rendezvous.tcpstore.StoreLimits;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Refuses what no server takes before it is sent, since all that a server does is close the connection.
 *
 * @param limits what the server takes
 */
record RequestChecks(StoreLimits limits) {

    Key key(String text) {
        Key key = Key.of(text);
        if (key.bytes().length > limits.maxKeyBytes()) {
            throw ClientMessages.keyTooLong(text, key.bytes().length, limits.maxKeyBytes());
        }
        return key;
    }

    /** {@return the keys, each once} A server that is to wait for a key twice would wait for two arrivals. */
    List<Key> keys(Collection<String> texts) {
        if (texts.size() > limits.maxKeys()) {
            throw ClientMessages.tooManyKeys(texts.size(), limits.maxKeys());
        }
        List<Key> keys = new LinkedHashSet<>(texts).stream().map(this::key).toList();
        checkTogether(keys.stream().mapToInt(key -> key.bytes().length).toArray());
        return keys;
    }

    /** {@return the key of a request with so many values} */
    Key keyFor(String text, byte[]... values) {
        Key key = key(text);
        int[] lengths = new int[values.length + 1];
        lengths[values.length] = key.bytes().length;
        for (int i = 0; i < values.length; i++) {
            lengths[i] = values[i].length;
            checkValue(text, values[i].length);
        }
        checkTogether(lengths);
        return key;
    }

    private void checkValue(String key, int length) {
        if (length > limits.maxValueBytes()) {
            throw ClientMessages.valueTooLong(key, length, limits.maxValueBytes());
        }
    }

    private void checkTogether(int... lengths) {
        long sum = IntStream.of(lengths).asLongStream().sum();
        if (sum > limits.maxRequestBytes()) {
            throw ClientMessages.requestTooLong(sum, limits.maxRequestBytes());
        }
    }
}
