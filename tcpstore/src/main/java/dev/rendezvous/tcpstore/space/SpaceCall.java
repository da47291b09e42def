package dev.rendezvous.tcpstore.space;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousConnectionException.Outcome;
import dev.rendezvous.tcpstore.frame.CellReply;
import dev.rendezvous.tcpstore.frame.CellRequest;
import java.util.concurrent.CompletableFuture;

/**
 * A call whose reply has not come.
 *
 * @param frame what is sent
 * @param changes whether it may change something
 * @param reply completed once
 * @param start when it was made, on the clock of {@link System#nanoTime()}
 */
record SpaceCall(CellRequest.Frame frame, boolean changes, CompletableFuture<CellReply> reply, long start) {

    static SpaceCall of(int id, CellRequest request, boolean changes) {
        return new SpaceCall(new CellRequest.Frame(id, request), changes, new CompletableFuture<>(), System.nanoTime());
    }

    /** The request did not reach the server. */
    void failUnsent(String why, Exception cause) {
        fail(why, changes ? Outcome.NOT_SENT : Outcome.NOT_APPLICABLE, cause);
    }

    /** The request may have reached the server. */
    void failUnanswered(String why, Exception cause) {
        fail(why, changes ? Outcome.UNKNOWN : Outcome.NOT_APPLICABLE, cause);
    }

    private void fail(String why, Outcome outcome, Exception cause) {
        reply.completeExceptionally(new RendezvousConnectionException(why, outcome, cause));
    }
}
