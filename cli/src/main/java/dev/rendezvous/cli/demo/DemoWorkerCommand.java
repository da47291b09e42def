package dev.rendezvous.cli.demo;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.cli.backends.Catalog;
import dev.rendezvous.cli.backends.PluginOptions;
import dev.rendezvous.cli.text.DurationConverter;
import dev.rendezvous.cli.text.ExitCode;
import dev.rendezvous.cli.text.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One process of {@link DemoCommand}: what an application does, as it does it. */
@Command(name = DemoWorkerCommand.NAME, hidden = true, description = "One process of the demo.")
public final class DemoWorkerCommand implements Callable<Integer> {

    static final String NAME = "demo-worker";

    @Mixin
    private Terminal terminal = new Terminal();

    @Mixin
    private PluginOptions options = new PluginOptions();

    @Option(names = "--backend", required = true)
    private String backend = "";

    @Option(names = "--endpoint", required = true)
    private String endpoint = "";

    @Option(names = "--run-id", required = true)
    private String runId = "";

    @Option(names = "--nodes", required = true)
    private int nodes;

    @Option(names = "--config")
    private Map<String, String> config = new LinkedHashMap<>();

    @Option(names = "--timeout", required = true, converter = DurationConverter.class)
    private Duration timeout = Duration.ZERO;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ParentWatch.start(System.in);
        say("process " + ProcessHandle.current().pid() + " asks for \"" + backend + "\"");
        RendezvousParameters parameters = RendezvousParameters.builder(backend)
                .endpoint(endpoint)
                .runId(runId)
                .nodes(nodes, nodes)
                .config(config)
                .build();
        try (Catalog catalog = Catalog.open(options.plugins());
                RendezvousHandler handler = catalog.registry().createHandler(parameters)) {
            RendezvousInfo info = handler.nextRendezvous();
            say("rank " + info.rank() + ", world size " + info.worldSize());
            if (info.worldSize() != nodes) {
                throw new IllegalStateException("the group has " + info.worldSize() + " members instead of " + nodes);
            }
            new Greetings(info, timeout, this::say).hold();
        }
        say("left");
        return ExitCode.FINE;
    }

    private void say(String line) {
        terminal.out().println(line);
        terminal.out().flush();
    }
}
