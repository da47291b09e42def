package dev.rendezvous.tcpstore.client;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousConnectionException.Outcome;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.tcpstore.client.request.BrokenConnectionException;
import dev.rendezvous.tcpstore.client.request.Call;
import dev.rendezvous.tcpstore.client.request.ClientMessages;
import dev.rendezvous.tcpstore.client.request.Unconfirmed;
import dev.rendezvous.tcpstore.client.transport.ClientConnection;
import java.util.function.BooleanSupplier;

/**
 * Decides what a broken connection means for the calls of one client: whether a call may be sent again, and how calls with an unknown
 * outcome are reported. A request that changes the store is never sent twice.
 */
final class FailureClassifier {

    private final Endpoint endpoint;
    private final BooleanSupplier closed;

    /**
     * For the calls of one client.
     *
     * @param closed whether the client is closed
     */
    FailureClassifier(Endpoint endpoint, BooleanSupplier closed) {
        this.endpoint = endpoint;
        this.closed = closed;
    }

    /** Why a connection may have broken at a request; knows a better exception than that the outcome is unknown, or none. */
    interface Suspicion {
        void check() throws InterruptedException;
    }

    /**
     * Returns if the call may be sent again.
     *
     * @throws RendezvousConnectionException if a request may have been done that must not be done twice, or if it is not to be
     *     sent again
     */
    void settle(ClientConnection connection, Call call, Suspicion suspicion, BrokenConnectionException broken) {
        if (call.isUpdate() && broken.isMaybeDone()) {
            throw unknownOutcome(connection.takeDoubt(), call, suspicion, broken);
        }
        if (closed.getAsBoolean()) {
            throw new IllegalStateException(ClientMessages.closed(endpoint));
        }
        Unconfirmed.Doubt doubt = connection.takeDoubt();
        if (!doubt.isNone()) {
            throw withoutSending(call, unknown(endpoint, doubt, broken));
        }
    }

    /**
     * {@return the exception, which says of an update that it was not sent} Where it tells that earlier requests are in doubt, the
     * outcome stays unknown: a caller must not lose that.
     */
    static RendezvousConnectionException withoutSending(Call call, RendezvousConnectionException failure) {
        if (!call.isUpdate()) {
            return failure;
        }
        Outcome outcome = failure.outcome() == Outcome.UNKNOWN ? Outcome.UNKNOWN : Outcome.NOT_SENT;
        return new RendezvousConnectionException(ClientMessages.notSent(call, failure), outcome, failure);
    }

    /** {@return the failure after which a caller must look before it goes on} */
    static RendezvousConnectionException unknown(Endpoint endpoint, Unconfirmed.Doubt doubt, Throwable cause) {
        return new RendezvousConnectionException(
                ClientMessages.unknownOutcome(endpoint, doubt, cause), Outcome.UNKNOWN, cause);
    }

    private RendezvousConnectionException unknownOutcome(
            Unconfirmed.Doubt doubt, Call call, Suspicion suspicion, BrokenConnectionException broken) {
        RendezvousConnectionException unknown = unknown(endpoint, doubt.with(call), broken);
        if (!closed.getAsBoolean()) {
            check(suspicion, doubt.after(broken.mark()), unknown);
        }
        return unknown;
    }

    /**
     * Looks for the better exception.
     *
     * @param behind what was sent behind the request at which the server closed; what was sent before it has been done
     * @param otherwise what is thrown if there is none; gets what went wrong here, which may tell of further doubts
     */
    private void check(Suspicion suspicion, Unconfirmed.Doubt behind, RendezvousConnectionException otherwise) {
        try {
            suspicion.check();
        } catch (InterruptedException e) {
            // That the outcome is unknown must be told all the same.
            Thread.currentThread().interrupt();
        } catch (RendezvousStateException e) {
            throw behind.isNone() ? e : unknown(endpoint, behind, e);
        } catch (RendezvousConnectionException | IllegalStateException e) {
            otherwise.addSuppressed(e);
        }
    }
}
