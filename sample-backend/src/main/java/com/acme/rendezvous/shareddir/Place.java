package com.acme.rendezvous.shareddir;

import java.io.IOException;
import java.util.Optional;

/** A rank in a round. It belongs to this node for as long as the node holds the claim. */
record Place(Round round, int rank, FileClaim claim) {

    /** Takes the lowest rank that is free: its owner has left, has died, or never came. */
    static Optional<Place> take(Round round) throws IOException {
        for (int rank = 0; rank < round.worldSize(); rank++) {
            Optional<FileClaim> claim = round.claim(rank);
            if (claim.isPresent()) {
                return Optional.of(new Place(round, rank, claim.get()));
            }
        }
        return Optional.empty();
    }
}
