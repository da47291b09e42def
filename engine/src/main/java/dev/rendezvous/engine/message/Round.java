package dev.rendezvous.engine.message;

import dev.rendezvous.engine.cell.Orders;
import dev.rendezvous.engine.cell.Seal;

/**
 * A round that a node is in.
 *
 * @param number its number
 * @param token its token
 * @param rank the rank of the node
 * @param members the orders of the members, in rank order
 * @param order the order of the node
 */
public record Round(long number, long token, int rank, Orders members, long order) {

    /** {@return the round of a cell, for the member with this order} */
    public static Round of(Seal seal, long token, long order) {
        return new Round(seal.number(), token, seal.members().rankOf(order), seal.members(), order);
    }

    /** {@return the number of members} */
    public int size() {
        return members.size();
    }
}
