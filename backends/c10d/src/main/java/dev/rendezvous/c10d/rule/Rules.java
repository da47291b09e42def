package dev.rendezvous.c10d.rule;

import java.time.Duration;

/**
 * What all nodes of a run were told.
 *
 * @param min the fewest nodes of a round
 * @param max the most nodes of a round
 * @param lastCall how long a round that has enough nodes waits for more
 * @param keepAlive how often a node says that it is there
 * @param attempts after how many of these times without a sign a node is dead
 * @param hasRedundancyList whether nodes that come to a full round are listed
 */
public record Rules(int min, int max, Duration lastCall, Duration keepAlive, int attempts, boolean hasRedundancyList) {

    /** {@return after how long without a sign a node is dead} */
    public Duration deadAfter() {
        return keepAlive.multipliedBy(attempts);
    }
}
