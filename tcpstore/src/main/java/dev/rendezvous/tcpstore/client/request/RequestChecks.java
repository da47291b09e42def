package dev.rendezvous.tcpstore.client.request;

import dev.rendezvous.tcpstore.StoreLimits;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Refuses what no server takes before it is sent, since a server could only close the connection. Messages show the key of the
 * caller, without the prefix of the view.
 *
 * @param limits what the server takes
 */
public record RequestChecks(StoreLimits limits) {

    public Key key(String text, String prefix) {
        Key key = Key.of(text, prefix);
        if (key.bytes().length > limits.maxKeyBytes()) {
            throw new IllegalArgumentException(
                    ClientMessages.keyTooLong(text, key.bytes().length, limits.maxKeyBytes()));
        }
        return key;
    }

    /** {@return the keys, each once} A server that waits for a key twice would wait for two arrivals. */
    public List<Key> keys(Collection<String> texts, String prefix) {
        if (texts.size() > limits.maxKeys()) {
            throw new IllegalArgumentException(ClientMessages.tooManyKeys(texts.size(), limits.maxKeys()));
        }
        List<Key> keys = new LinkedHashSet<>(texts)
                .stream().map(text -> key(text, prefix)).toList();
        checkTogether(keys.stream().mapToInt(key -> key.bytes().length).toArray());
        return keys;
    }

    /** {@return the key of a request with so many values} */
    public Key keyFor(String text, String prefix, byte[]... values) {
        Key key = key(text, prefix);
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
            throw new IllegalArgumentException(ClientMessages.valueTooLong(key, length, limits.maxValueBytes()));
        }
    }

    private void checkTogether(int... lengths) {
        long sum = IntStream.of(lengths).asLongStream().sum();
        if (sum > limits.maxRequestBytes()) {
            throw new IllegalArgumentException(ClientMessages.requestTooLong(sum, limits.maxRequestBytes()));
        }
    }
}
