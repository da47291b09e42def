package dev.rendezvous.etcd.transport;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousConnectionException.Outcome;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.etcd.transport.Turns.Turn;
import dev.rendezvous.etcd.wire.Answer;
import dev.rendezvous.etcd.wire.Refusal;
import dev.rendezvous.etcd.wire.Request;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Sends a call to the endpoint that has its turn. An endpoint that does not serve loses its turn. */
final class Sender {

    private final Link link;

    Sender(Link link) {
        this.link = link;
    }

    CompletableFuture<Answer> send(Request request, Optional<String> token) {
        return send(request, token, link.turns().size() - 1);
    }

    /** A call that was not sent is tried at the other endpoints. */
    private CompletableFuture<Answer> send(Request request, Optional<String> token, int others) {
        Turn turn = link.turns().current();
        return link.calls()
                .post(turn.endpoint(), request, token)
                .thenApply(response -> answer(turn.endpoint(), response))
                .exceptionallyCompose(failure -> {
                    RuntimeException problem = link.failures().of(turn.endpoint(), failure);
                    return leave(turn, problem) && others > 0
                            ? send(request, token, others - 1)
                            : CompletableFuture.failedFuture(problem);
                });
    }

    /** {@return whether the call was not sent} */
    private boolean leave(Turn turn, RuntimeException problem) {
        if (!(problem instanceof RendezvousConnectionException connection)) {
            return false;
        }
        link.turns().leave(turn);
        return connection.outcome() == Outcome.NOT_SENT;
    }

    private Answer answer(Endpoint endpoint, Response response) {
        if (!response.isOk()) {
            throw link.failures().of(endpoint, Refusal.of(response.status(), response.body()));
        }
        try {
            return Answer.parse(response.body());
        } catch (IOException e) {
            throw new RendezvousStateException(link.messages().malformed(endpoint, e), e);
        }
    }
}
