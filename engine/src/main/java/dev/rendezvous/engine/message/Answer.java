package dev.rendezvous.engine.message;

import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Listing;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.util.Optional;

/** What came back for an operation. */
public sealed interface Answer {

    /** A lease was granted, for so many nanoseconds. */
    record Granted(long ttl) implements Answer {}

    /** Whether the lease lives. */
    record Alive(boolean alive) implements Answer {}

    /** It was done. */
    record Done() implements Answer {}

    /** What a get found. */
    record Found(Optional<Entry> entry) implements Answer {}

    /** What a list found. */
    record Listed(Listing listing) implements Answer {}

    /** What became of a write. */
    record Written(WriteOutcome outcome) implements Answer {}

    /** What became of a write, and what a list found after it. */
    record WrittenAndListed(WriteOutcome outcome, Optional<Listing> listing) implements Answer {}

    /** The service did not answer in time, or could not be asked. */
    record NoContact(Throwable cause) implements Answer {}

    /** The service refuses for good, such as a wrong password. */
    record Refused(Throwable cause) implements Answer {}

    /** Whether it is not known what became of the operation. */
    default boolean isUnknown() {
        return this instanceof NoContact
                || (this instanceof Written written && written.outcome() instanceof WriteOutcome.Unknown)
                || (this instanceof WrittenAndListed both && both.outcome() instanceof WriteOutcome.Unknown);
    }
}
