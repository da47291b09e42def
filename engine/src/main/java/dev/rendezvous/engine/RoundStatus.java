package dev.rendezvous.engine;

import java.util.Optional;

/**
 * What a node knows of its run, without asking the service.
 *
 * @param round the number of the round that this node knows of last; 0 before the first
 * @param token the fencing token of that round; 0 before the first
 * @param waiting how many nodes wait to be let in
 * @param broken whether the round is to be formed again
 * @param lost whether this node has lost its lease
 * @param failures how many rounds of this run ended by failure
 * @param changes how many rounds of this run ended otherwise
 * @param cause why the round was made
 * @param ending how the run ended, if it has
 * @since 0.1
 */
public record RoundStatus(
        long round,
        long token,
        int waiting,
        boolean broken,
        boolean lost,
        int failures,
        int changes,
        Cause cause,
        Optional<Ending> ending) {}
