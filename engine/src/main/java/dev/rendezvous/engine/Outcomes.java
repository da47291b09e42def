package dev.rendezvous.engine;

import dev.rendezvous.RendezvousClosedException;
import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousConnectionException.Outcome;
import dev.rendezvous.RendezvousException;
import dev.rendezvous.RendezvousGracefulExitException;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.engine.cell.Closed;
import dev.rendezvous.engine.message.Action.Call;
import dev.rendezvous.engine.message.Action.Outcome.Failed;
import java.util.Locale;
import java.util.Optional;

/** Turns the failures of the protocol into the exceptions of the API. */
final class Outcomes {

    private Outcomes() {}

    static RuntimeException exception(Failed failed, String runId, Optional<Closed> closed, Call call) {
        String message = "run " + runId + ": " + failed.message();
        RuntimeException exception = switch (failed.problem()) {
            case CLOSED ->
                closed.<RendezvousException>map(ending -> new RendezvousClosedException(
                                message, ending.by(), ending.why().name().toLowerCase(Locale.ROOT)))
                        .orElseGet(() -> new RendezvousClosedException(message));
            case GRACEFUL_EXIT -> new RendezvousGracefulExitException(message);
            case TIMEOUT -> new RendezvousTimeoutException(message, failed.missing());
            case CONNECTION -> new RendezvousConnectionException(message, afterSilence(call));
            case STATE -> new RendezvousStateException(message);
            case REFUSED -> refused(failed, message);
        };
        failed.cause().filter(cause -> cause != exception).ifPresent(exception::initCause);
        return exception;
    }

    /** {@return what became of a call without an answer} Those that write may have been carried out. */
    static Outcome afterSilence(Call call) {
        return switch (call) {
            case FAIL, FINISH, DRAIN, CLOSE, FORGET -> Outcome.UNKNOWN;
            default -> Outcome.NOT_APPLICABLE;
        };
    }

    /** The service's own exception says best what it refuses, if it is one of ours. */
    private static RuntimeException refused(Failed failed, String message) {
        return failed.cause().filter(RendezvousException.class::isInstance).isPresent()
                ? (RendezvousException) failed.cause().get()
                : new RendezvousStateException(message);
    }
}
