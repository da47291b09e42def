package dev.rendezvous.etcd;

import dev.rendezvous.Endpoint;
import dev.rendezvous.etcd.transport.Gateway;
import dev.rendezvous.etcd.wire.Answer;
import dev.rendezvous.etcd.wire.Request;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Passes every call on; tests override what they look at or break. */
class ForwardingGateway implements Gateway {

    private final Gateway next;

    ForwardingGateway(Gateway next) {
        this.next = next;
    }

    @Override
    public CompletionStage<Answer> call(Request request) {
        return next.call(request);
    }

    @Override
    public CompletionStage<AutoCloseable> watch(Request request, Runnable hint) {
        return next.watch(request, hint);
    }

    @Override
    public List<Endpoint> endpoints() {
        return next.endpoints();
    }

    @Override
    public CompletionStage<String> version(Endpoint endpoint) {
        return next.version(endpoint);
    }

    @Override
    public CompletionStage<Void> login() {
        return next.login();
    }

    @Override
    public void close() {
        next.close();
    }
}
