package dev.rendezvous.engine.spi;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What {@link CoordinationSpace#putThenList} answers.
 *
 * @param outcome what became of the write
 * @param listing the list, read after the write; empty if the outcome is unknown or the list could not be read
 * @since 0.1
 */
public record PutAndLook(WriteOutcome outcome, Optional<Listing> listing) {

    /** A list that fails does not hide the outcome of the write; the engine lists again and then sees the failure. */
    static CompletionStage<PutAndLook> listedAfter(WriteOutcome outcome, CompletionStage<Listing> listing) {
        return listing.handle((list, failure) -> failure == null
                ? new PutAndLook(outcome, Optional.of(list))
                : new PutAndLook(outcome, Optional.empty()));
    }
}
