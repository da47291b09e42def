package dev.rendezvous.launcher.plan;

import java.util.Optional;

/**
 * How people and machines see the job, and what is checked before the node joins.
 *
 * @param events the file of the events, {@code -} for the standard error; empty for none
 * @param http where the status pages are served; empty for nowhere
 * @param health the check before each join; empty for none
 * @param ports where the agent may listen; empty for any port
 * @param isVerbose whether all that happens is printed
 * @param isJson whether the plan is shown as JSON
 * @since 0.1
 */
public record Insight(
        Optional<String> events,
        Optional<HttpAddress> http,
        Optional<HealthCheck> health,
        Optional<PortRange> ports,
        boolean isVerbose,
        boolean isJson) {

    /**
     * Where status pages are served.
     *
     * @param host the address to listen on
     * @param port the port; 0 for any that is free
     */
    public record HttpAddress(String host, int port) {}

    /**
     * A check of this node.
     *
     * @param command what a shell runs; 0 means healthy
     * @param retries how often it is tried again before the node gives up
     */
    public record HealthCheck(String command, int retries) {}
}
