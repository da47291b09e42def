package dev.rendezvous.launcher.plan;

import dev.rendezvous.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which run this node takes part in, and how it meets the others.
 *
 * @param runId the run
 * @param nodes how many nodes a round has
 * @param backend the name of the backend
 * @param endpoint where the backend is; empty if {@code standalone}; with port 0 this agent hosts it on a port that is free
 * @param standalone whether the launcher itself hosts the store on the loopback address
 * @param localAddress the address, {@code if:NAME} or {@code cidr:NET} that the user gave
 * @param labels the labels of this node
 * @param config what to tell the backend
 * @param lateOk whether an agent of a run that has already ended well exits with 0
 * @since 0.1
 */
public record Job(
        String runId,
        NodeRange nodes,
        String backend,
        String endpoint,
        boolean standalone,
        Optional<String> localAddress,
        Map<String, String> labels,
        List<ConfigKey> config,
        boolean lateOk) {

    /** Copies the collections. */
    public Job {
        labels = Map.copyOf(labels);
        config = List.copyOf(config);
    }

    /** {@return whether this agent hosts the store of the backend, on the host of the endpoint and a port that is free} */
    public boolean hostsOnAnyPort() {
        try {
            return !standalone && Endpoint.parse(endpoint).port().equals(OptionalInt.of(0));
        } catch (IllegalArgumentException severalOrNone) {
            return false;
        }
    }

    /**
     * A config key of the backend that an option of the launcher stands for.
     *
     * @param key the key
     * @param value its value
     * @param option how the user named the option
     * @param isGiven whether the user gave it, so that a backend without this key is an error
     */
    public record ConfigKey(String key, String value, String option, boolean isGiven) {}
}
