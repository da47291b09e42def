package dev.rendezvous.etcd.transport;

import dev.rendezvous.etcd.wire.Request;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The token of a user: asked for when it is first needed, and again after the server has refused it. Thread-safe. */
final class Login {

    private final Sender sender;
    private final Optional<Credentials> credentials;
    private @Nullable CompletableFuture<Optional<String>> token;

    Login(Sender sender, Optional<Credentials> credentials) {
        this.sender = sender;
        this.credentials = credentials;
    }

    /** {@return the token; empty where no login is needed} */
    synchronized CompletableFuture<Optional<String>> token() {
        CompletableFuture<Optional<String>> known = token;
        if (known == null || known.isCompletedExceptionally()) {
            known = credentials.map(this::logIn).orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
            token = known;
        }
        return known;
    }

    private CompletableFuture<Optional<String>> logIn(Credentials given) {
        return sender.send(Request.authenticate(given.user(), given.password()), Optional.empty())
                .thenApply(answer -> Optional.of(answer.text("token")));
    }

    /** Forgets a token that the server refused, unless there is a newer one. */
    synchronized void forget(Optional<String> refused) {
        if (token != null
                && token.isDone()
                && !token.isCompletedExceptionally()
                && token.join().equals(refused)) {
            token = null;
        }
    }
}
