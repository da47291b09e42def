package dev.rendezvous.launcher.plan;

import dev.rendezvous.Endpoint;
import java.util.Optional;

/** Reads the options by which a job is seen and checked. */
final class InsightMaker {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String PORT = "[0-9]{1,5}";
    private static final int LARGEST_PORT = 65_535;

    private final Options options;

    private InsightMaker(Options options) {
        this.options = options;
    }

    static Insight make(Options options) {
        return new InsightMaker(options).make();
    }

    private Insight make() {
        boolean verbose = options.flag(RunOption.VERBOSE);
        if (verbose && options.flag(RunOption.QUIET)) {
            throw new PlanException(options.named(RunOption.VERBOSE) + " and " + options.named(RunOption.QUIET)
                    + " contradict each other; give one of them");
        }
        boolean json = options.flag(RunOption.JSON);
        if (json && !options.flag(RunOption.DRY_RUN)) {
            throw new PlanException(options.named(RunOption.JSON)
                    + " goes with --dry-run; what happens in a run is written by --events FILE");
        }
        int retries = options.number(RunOption.HEALTH_RETRIES, 0);
        return new Insight(
                options.find(RunOption.EVENTS),
                options.find(RunOption.HTTP).map(this::http),
                options.find(RunOption.HEALTH_CHECK).map(command -> new Insight.HealthCheck(command, retries)),
                options.find(RunOption.PORT_RANGE).map(this::ports),
                verbose,
                json);
    }

    /** A status page is open to all that reach it, so no host means the loopback address. */
    private Insight.HttpAddress http(String text) {
        String bare = text.startsWith(":") ? text.substring(1) : text;
        if (bare.matches(PORT) && Integer.parseInt(bare) <= LARGEST_PORT) {
            return new Insight.HttpAddress(LOOPBACK, Integer.parseInt(bare));
        }
        return parsed(text).orElseThrow(() -> options.wrong(RunOption.HTTP, text, "ADDR:PORT, or a port alone"));
    }

    private static Optional<Insight.HttpAddress> parsed(String text) {
        try {
            Endpoint endpoint = Endpoint.parse(text);
            return endpoint.port().isPresent()
                    ? Optional.of(new Insight.HttpAddress(
                            endpoint.host(), endpoint.port().getAsInt()))
                    : Optional.empty();
        } catch (IllegalArgumentException notHostAndPort) {
            return Optional.empty();
        }
    }

    private PortRange ports(String text) {
        return PortRange.parse(text)
                .orElseThrow(
                        () -> options.wrong(RunOption.PORT_RANGE, text, "ports from 1 to 65535 such as 4000-4010"));
    }
}
