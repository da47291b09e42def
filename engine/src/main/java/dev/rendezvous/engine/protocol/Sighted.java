package dev.rendezvous.engine.protocol;

/**
 * A cell as it was seen.
 *
 * @param cell the cell
 * @param version its version
 * @param <C> the type of the cell
 */
public record Sighted<C>(C cell, long version) {}
