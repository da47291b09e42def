package dev.rendezvous.etcd.transport;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.etcd.wire.Answer;
import dev.rendezvous.etcd.wire.Refusal;
import dev.rendezvous.etcd.wire.Request;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** The gateway over HTTP. */
public final class HttpGateway implements Gateway {

    private final Link link;
    private final Sender sender;
    private final Login login;

    private HttpGateway(Link link) {
        this.link = link;
        this.sender = new Sender(link);
        this.login = new Login(sender, link.connection().credentials());
    }

    /**
     * Opens a gateway. Nothing is sent before the first call.
     *
     * @param firstEndpoint the index of the endpoint that has the first turn
     */
    public static Gateway open(Connection connection, int firstEndpoint) {
        return new HttpGateway(Link.to(connection, firstEndpoint));
    }

    @Override
    public CompletionStage<Answer> call(Request request) {
        return login.token()
                .thenCompose(token -> sender.send(request, token)
                        .exceptionallyCompose(failure -> again(request, token, cause(failure))));
    }

    /** The server refuses a token before it does anything, so the request has not been done. */
    private CompletableFuture<Answer> again(Request request, Optional<String> token, Throwable failure) {
        if (!(failure instanceof TokenRefusedException)) {
            return CompletableFuture.failedFuture(failure);
        }
        login.forget(token);
        return login.token()
                .thenCompose(fresh -> sender.send(request, fresh))
                .exceptionallyCompose(second -> CompletableFuture.failedFuture(
                        cause(second) instanceof TokenRefusedException refused
                                ? new RendezvousStateException(String.valueOf(refused.getMessage()), refused)
                                : cause(second)));
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    @Override
    public CompletionStage<AutoCloseable> watch(Request request, Runnable hint) {
        return new KeptWatch(link, login, request, hint).open();
    }

    @Override
    public List<Endpoint> endpoints() {
        return link.connection().endpoints();
    }

    @Override
    public CompletionStage<String> version(Endpoint endpoint) {
        return link.calls()
                .get(endpoint, "/version")
                .thenApply(response -> version(endpoint, response))
                .exceptionallyCompose(failure ->
                        CompletableFuture.failedFuture(link.failures().of(endpoint, failure)));
    }

    private String version(Endpoint endpoint, Response response) {
        if (!response.isOk()) {
            throw link.failures().of(endpoint, Refusal.of(response.status(), response.body()));
        }
        try {
            String version = Answer.parse(response.body()).text("etcdserver");
            if (!version.isEmpty()) {
                return version;
            }
        } catch (IOException e) {
            throw new RendezvousStateException(link.messages().noEtcd(endpoint), e);
        }
        throw new RendezvousStateException(link.messages().noEtcd(endpoint));
    }

    @Override
    public CompletionStage<Void> login() {
        return login.token().thenAccept(token -> {});
    }

    @Override
    public void close() {
        link.calls().close();
    }
}
