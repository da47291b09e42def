package dev.rendezvous.engine.message;

import dev.rendezvous.engine.spi.Precondition;

/** What a node asks the service. Times are in nanoseconds; a lease is named by the number that the node drew for it. */
public sealed interface Operation {

    /** Grants a lease. */
    record Grant(long lease, long ttl) implements Operation {}

    /** Keeps a lease alive. */
    record KeepAlive(long lease) implements Operation {}

    /** Revokes a lease. */
    record Revoke(long lease) implements Operation {}

    /** Reads a key. */
    record Get(String key) implements Operation {}

    /** Lists a prefix. */
    record ListBelow(String prefix) implements Operation {}

    /** Writes a key; it lingers if the lease is 0. */
    record Put(String key, String value, Precondition precondition, long lease) implements Operation {}

    /** Writes a key, then lists a prefix. */
    record PutThenList(Put put, String prefix) implements Operation {}

    /** Deletes a key. */
    record Delete(String key, long version) implements Operation {}

    /** Watches a prefix. */
    record Watch(String prefix) implements Operation {}

    /** Extends the life of keys that linger. */
    record Touch(String keyOrPrefix) implements Operation {}

    /** Deletes all below a prefix. */
    record DeleteAll(String prefix) implements Operation {}
}
