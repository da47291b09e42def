package dev.rendezvous.tck;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousParameters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The nodes of one run in one test, which are closed after it. JUnit passes it to each test of the contract, and to each test of
 * an author that has such a parameter.
 *
 * @since 0.1
 */
public final class Nodes implements AutoCloseable {

    private static final String RUN = "run/7 of the contract";

    private final HandlerSource source;
    private final List<RendezvousHandler> handlers = new ArrayList<>();

    Nodes(HandlerSource source) {
        this.source = source;
    }

    /** {@return the id of the run} */
    public String runId() {
        return RUN;
    }

    /**
     * {@return the parameters of a node of a group of a fixed size}
     *
     * @param node the number of the node, from 0
     * @param size the number of nodes
     * @throws Exception if there is no endpoint
     */
    public RendezvousParameters.Builder parameters(int node, int size) throws Exception {
        return parameters(source.backend(), node, size);
    }

    RendezvousParameters.Builder parameters(String backend, int node, int size) throws Exception {
        RendezvousParameters.Builder parameters =
                RendezvousParameters.builder(backend).runId(RUN).nodes(size, size);
        source.configure(parameters, node);
        return parameters;
    }

    /**
     * {@return a new handler of a node in a group of a fixed size}
     *
     * @param node the number of the node, from 0
     * @param size the number of nodes
     * @throws Exception if the handler cannot be made
     */
    public RendezvousHandler handler(int node, int size) throws Exception {
        return handler(parameters(node, size).build());
    }

    /**
     * {@return a new handler}
     *
     * @param parameters of one node
     * @throws Exception if the handler cannot be made
     */
    public RendezvousHandler handler(RendezvousParameters parameters) throws Exception {
        RendezvousHandler handler = source.newHandler(parameters);
        handlers.add(handler);
        return handler;
    }

    RendezvousHandler impatient(int node, int size, Duration joinTimeout) throws Exception {
        RendezvousParameters.Builder parameters = parameters(node, size);
        source.joinTimeout(parameters, joinTimeout);
        return handler(parameters.build());
    }

    /**
     * {@return one new handler for each node of a group}
     *
     * @param size the number of nodes
     * @throws Exception if a handler cannot be made
     */
    public List<RendezvousHandler> group(int size) throws Exception {
        List<RendezvousHandler> group = new ArrayList<>();
        for (int node = 0; node < size; node++) {
            group.add(handler(node, size));
        }
        return group;
    }

    /**
     * {@return a call of {@code nextRendezvous} on its own thread, which has begun to wait}
     *
     * @param handler the handler to call
     */
    public BackgroundCall<RendezvousInfo> joining(RendezvousHandler handler) {
        return BackgroundCall.start(handler::nextRendezvous).untilItWaits();
    }

    /**
     * {@return the places of all handlers in a round, in the order of the handlers}
     *
     * @param group calls {@code nextRendezvous} of each on a thread of its own
     * @throws Exception if a handler throws it
     */
    public List<RendezvousInfo> meet(List<RendezvousHandler> group) throws Exception {
        return Together.run(group.size(), node -> group.get(node).nextRendezvous());
    }

    /** Closes all handlers at the same time, since one may wait until another has left. */
    @Override
    public void close() {
        List<BackgroundCall<Boolean>> closing =
                handlers.stream().map(Nodes::closing).toList();
        handlers.clear();
        AssertionError failure = new AssertionError("closing failed");
        for (BackgroundCall<Boolean> call : closing) {
            try {
                call.result();
            } catch (Exception e) {
                failure.addSuppressed(e);
            }
        }
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }

    private static BackgroundCall<Boolean> closing(RendezvousHandler handler) {
        return BackgroundCall.start(() -> {
            handler.close();
            return true;
        });
    }
}
