package dev.rendezvous.tcpstore;

/**
 * A key of a coordination space, as a read showed it.
 *
 * @param key the key
 * @param value its value
 * @param version greater than every version that the server issued before the last write of this key
 * @param order the version of the write that created the key; it stays until the key is deleted
 * @since 0.1
 */
public record Cell(String key, String value, long version, long order) {}
