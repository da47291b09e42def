package dev.rendezvous.engine.spi;

/**
 * A key as a read showed it.
 *
 * @param key the key
 * @param value its value
 * @param version greater than every version that the space issued before the last write of this key
 * @param order the version of the put that created the key; it stays until the key is deleted
 * @since 0.1
 */
public record Entry(String key, String value, long version, long order) {}
