package dev.rendezvous.cli.demo;

import dev.rendezvous.cli.backends.PluginOptions;
import dev.rendezvous.cli.backends.Plugins;
import dev.rendezvous.cli.text.DurationConverter;
import dev.rendezvous.cli.text.Terminal;
import dev.rendezvous.cli.text.UsageException;
import dev.rendezvous.registry.RendezvousRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rdzv demo}. */
@Command(
        name = "demo",
        description = {
            "Starts processes that meet through a jar that is not on the class path.",
            "Each process is a separate JVM."
        },
        footer =
                "Without --plugins, the demo uses the sample backend, or the backend that the command brings under that name,"
                        + " such as static. The endpoint is a temporary directory, which is removed at the end. For static it is"
                        + " a free port of this machine, and each process is given its rank. For tcp it is a free port too,"
                        + " and the demo shows an elastic group: one process is killed, the others go on, a new one joins.")
public final class DemoCommand implements Callable<Integer> {

    /** Set by the script {@code rdzv}: the folder with the jar of the sample backend. */
    static final String EXAMPLES = "rdzv.examples";

    private static final int MOST_NODES = 32;
    private static final Duration LONGEST = Duration.ofHours(1);

    @Mixin
    private Terminal terminal = new Terminal();

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            defaultValue = "testbackend",
            description = "The backend to ask for (default: ${DEFAULT-VALUE}).")
    private String backend = "";

    @Option(
            names = "--endpoint",
            paramLabel = "ENDPOINT",
            description = "Where the backend is reached, for a service that runs already.")
    private String endpoint = "";

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many processes meet, 1 to 32 (default: ${DEFAULT-VALUE}).")
    private int nodes;

    @Mixin
    private PluginOptions options = new PluginOptions();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = DurationConverter.class,
            description = "How long the processes may take, such as 500ms, 30s, 2m (default: ${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ZERO;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (nodes < 1 || nodes > MOST_NODES) {
            throw new UsageException("--nodes: " + nodes + " is not a number from 1 to " + MOST_NODES);
        }
        if (nodes < 2 && backend.equals(Meetup.TCP)) {
            throw new UsageException("--nodes: an elastic group that loses a process needs 2 or more, not " + nodes);
        }
        if (timeout.compareTo(LONGEST) > 0) {
            throw new UsageException("--timeout: a demo may take at most " + LONGEST.toHours() + "h");
        }
        return new Demo(terminal, backend, endpoint, nodes, plugins(), timeout).run();
    }

    private Plugins plugins() {
        if (options.isGiven()) {
            return options.plugins();
        }
        boolean brought = RendezvousRegistry.discovered(DemoCommand.class.getClassLoader())
                .contains(backend);
        return brought ? Plugins.of(List.of()) : sample();
    }

    private static Plugins sample() {
        String place = System.getProperty(EXAMPLES, "");
        if (place.isEmpty() || !Files.exists(Path.of(place))) {
            throw new UsageException("the folder with the sample backend is "
                    + (place.isEmpty() ? "not known" : "not there: " + place)
                    + "; start the demo with the script rdzv, or name a jar with --plugins");
        }
        return Plugins.of(List.of(Path.of(place)));
    }
}
