package dev.rendezvous.engine.protocol;

/**
 * A node that may become the leader.
 *
 * @param at when it tries, or 0 if it does not
 * @param permitted whether a node with other settings than the last round's has found no node with those
 */
record Candidacy(long at, boolean permitted) {

    static final Candidacy NONE = new Candidacy(0, false);
}
