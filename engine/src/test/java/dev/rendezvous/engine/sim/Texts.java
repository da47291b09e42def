package dev.rendezvous.engine.sim;

import dev.rendezvous.engine.message.Answer;
import dev.rendezvous.engine.message.Operation;
import dev.rendezvous.engine.spi.Entry;
import dev.rendezvous.engine.spi.Listing;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.util.stream.Collectors;

/** Operations and answers in short, for a trace. */
final class Texts {

    private Texts() {}

    static String of(Operation operation) {
        if (operation instanceof Operation.Put put) {
            return "put " + put.key() + " if " + put.precondition() + " [" + put.value() + "]";
        }
        if (operation instanceof Operation.PutThenList both) {
            return of(both.put()) + " + list " + both.prefix();
        }
        return operation.toString();
    }

    static String of(Answer answer) {
        if (answer instanceof Answer.Listed listed) {
            return of(listed.listing());
        }
        if (answer instanceof Answer.Written written) {
            return of(written.outcome());
        }
        if (answer instanceof Answer.WrittenAndListed both) {
            return of(both.outcome())
                    + both.listing().map(list -> " + " + of(list)).orElse("");
        }
        return answer.toString();
    }

    private static String of(WriteOutcome outcome) {
        return outcome instanceof WriteOutcome.Conflict conflict
                ? "conflict " + conflict.current().map(Texts::of).orElse("absent")
                : outcome.toString();
    }

    private static String of(Listing listing) {
        return listing.entries().stream().map(Texts::of).collect(Collectors.joining("; ", "{", "}"));
    }

    private static String of(Entry entry) {
        return entry.key() + "@" + entry.version() + "/" + entry.order() + " "
                + entry.value().replaceFirst("rdzv/1 ", "");
    }
}
