package dev.rendezvous.etcd;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.etcd.wire.KeyValue;

/**
 * Keys of a space as keys of etcd, and back. What is too long is refused before it is sent.
 *
 * @param root the prefix of the run; ends in a slash
 */
record EtcdKeys(String root) {

    /** With base64 and JSON it fits into the 1.5 MiB that etcd takes as it comes. */
    static final int MAX_VALUE_BYTES = 1 << 20;

    String key(String key) {
        if (key.isEmpty() || key.length() > CoordinationSpace.MAX_KEY_LENGTH) {
            throw new IllegalArgumentException("key " + key + ": expected 1 to " + CoordinationSpace.MAX_KEY_LENGTH
                    + " characters, but it has " + key.length());
        }
        if (!key.chars().allMatch(c -> c >= '!' && c <= '~')) {
            throw new IllegalArgumentException("key " + key + ": expected only characters from ! to ~ of ASCII");
        }
        return root + key;
    }

    String prefix(String prefix) {
        if (!prefix.endsWith("/")) {
            throw new IllegalArgumentException("prefix " + prefix + ": expected a prefix that ends in /");
        }
        return key(prefix);
    }

    String value(String key, String value) {
        int length = value.getBytes(UTF_8).length;
        if (length > MAX_VALUE_BYTES) {
            throw new IllegalArgumentException("value of key " + key + ": expected at most " + MAX_VALUE_BYTES
                    + " bytes of UTF-8, but it has " + length);
        }
        return value;
    }

    Entry entry(KeyValue found) {
        return new Entry(found.key().substring(root.length()), found.value(), found.modified(), found.created());
    }
}
