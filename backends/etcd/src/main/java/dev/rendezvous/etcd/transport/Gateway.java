package dev.rendezvous.etcd.transport;

import dev.rendezvous.Endpoint;
import dev.rendezvous.etcd.wire.Answer;
import dev.rendezvous.etcd.wire.Request;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The JSON gateway of a cluster. Thread-safe; no method blocks; stages complete on threads of the gateway.
 *
 * <p>A call that could not be sent is tried at the other endpoints. A call that may have arrived is never repeated. A failure of the
 * connection is a {@link dev.rendezvous.RendezvousConnectionException}; a lease that is gone is a {@link LeaseNotFoundException}; every
 * other exception is final.
 */
public interface Gateway extends AutoCloseable {

    CompletionStage<Answer> call(Request request);

    /**
     * Watches until the result is closed. Calls the hint after each change, and whenever the stream was opened again.
     *
     * @param request creates the watch
     * @param hint returns at once
     * @return completes when the watch sees every change
     */
    CompletionStage<AutoCloseable> watch(Request request, Runnable hint);

    List<Endpoint> endpoints();

    /** {@return the version of the server at an endpoint, as text} Asks without a login. */
    CompletionStage<String> version(Endpoint endpoint);

    /** {@return completes when the user is logged in; at once if there is none} */
    CompletionStage<Void> login();

    /** Drops the connections and ends the threads; open calls end exceptionally. */
    @Override
    void close();
}
