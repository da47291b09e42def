package dev.rendezvous.tck;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.registry.RendezvousRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;

/**
 * Where the contract of handlers gets its handlers: the part that an author writes.
 *
 * <p>JUnit makes one instance of the test class for each test. The instance must have an endpoint that no other test uses, such
 * as a free port, a new directory, or a prefix of its own on a server.
 *
 * @since 0.1
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public interface HandlerSource {

    /** {@return the name of the backend} */
    String backend();

    /** {@return an alias of the backend; empty if it has none} */
    default Optional<String> alias() {
        return Optional.empty();
    }

    /**
     * Sets the endpoint, and what else the backend must be told of a node.
     *
     * @param parameters have the backend, the run id and the numbers of nodes already
     * @param node the number of the node, from 0; a backend that is told its rank takes it as the rank
     * @throws Exception if there is no endpoint; the test fails then
     */
    void configure(RendezvousParameters.Builder parameters, int node) throws Exception;

    /**
     * Sets how long a node waits for the others. Unless overridden, sets the config key {@code join_timeout}.
     *
     * @param parameters the parameters of a node
     * @param timeout how long it waits
     */
    default void joinTimeout(RendezvousParameters.Builder parameters, Duration timeout) {
        parameters.config("join_timeout", timeout.toMillis() + "ms");
    }

    /**
     * {@return a new handler} Unless overridden, the registry makes it, with the backends that the class loader of this class sees.
     *
     * @param parameters of one node
     * @throws Exception if the handler cannot be made
     */
    default RendezvousHandler newHandler(RendezvousParameters parameters) throws Exception {
        return RendezvousRegistry.discovered(getClass().getClassLoader()).createHandler(parameters);
    }

    /** {@return whether a group may have fewer nodes than the most, and may change} Otherwise the number of nodes is fixed. */
    default boolean isElastic() {
        return false;
    }

    /** {@return whether a closed run stays closed when all its nodes have left} */
    default boolean remembersClosedRuns() {
        return true;
    }
}
