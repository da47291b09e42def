package dev.rendezvous.cli.demo;

import dev.rendezvous.RendezvousClosedException;
import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.cli.backends.Catalog;
import dev.rendezvous.cli.backends.PluginOptions;
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

/** One process of an elastic {@link DemoCommand}: it goes from round to round until the run is closed. */
@Command(name = ElasticWorkerCommand.NAME, hidden = true, description = "One process of the elastic demo.")
public final class ElasticWorkerCommand implements Callable<Integer> {

    static final String NAME = "demo-elastic-worker";

    private static final Duration LONG = Duration.ofMinutes(1);

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

    @Option(names = "--min", required = true)
    private int min;

    @Option(names = "--max", required = true)
    private int max;

    @Option(names = "--config")
    private Map<String, String> config = new LinkedHashMap<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        ParentWatch.start(System.in);
        say("process " + ProcessHandle.current().pid() + " asks for \"" + backend + "\"");
        RendezvousParameters parameters = RendezvousParameters.builder(backend)
                .endpoint(endpoint)
                .runId(runId)
                .nodes(min, max)
                .config(config)
                .build();
        try (Catalog catalog = Catalog.open(options.plugins());
                RendezvousHandler handler = catalog.registry().createHandler(parameters)) {
            work(handler);
        } catch (RendezvousClosedException closed) {
            say("the run is closed; leaves");
        }
        return ExitCode.FINE;
    }

    private void work(RendezvousHandler handler) throws InterruptedException {
        do {
            RendezvousInfo info = handler.nextRendezvous();
            say(RoundBoard.line(info.round(), info.rank(), info.worldSize()));
            while (!handler.awaitChange(LONG)) {
                // The work of the round goes on.
            }
            say(
                    handler.isRunClosed()
                            ? "the run is closed; leaves"
                            : "the group changes; stops its work and asks for the next round");
        } while (!handler.isRunClosed());
    }

    private void say(String line) {
        terminal.out().println(line);
        terminal.out().flush();
    }
}
