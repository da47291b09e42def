package dev.rendezvous.cli.run;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.cli.backends.PluginOptions;
import dev.rendezvous.cli.text.UsageException;
import dev.rendezvous.launcher.RunControl;
import dev.rendezvous.launcher.plan.PlanException;
import dev.rendezvous.registry.RendezvousRegistry;
import java.io.IOException;
import java.net.URLClassLoader;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How a command names a run that others take part in. */
final class RunReference {

    @Parameters(paramLabel = "RUN", description = "The id of the run.")
    private String runId = "";

    @Option(names = "--backend", paramLabel = "NAME", defaultValue = "tcp", description = "The backend of the run.")
    private String backend = "";

    @Option(
            names = "--endpoint",
            paramLabel = "ENDPOINT",
            required = true,
            description = "Where the backend is reached, as the agents of the run name it.")
    private String endpoint = "";

    @Option(names = "--backend-opt", paramLabel = "KEY=VALUE", description = "A config key of the backend.")
    private Map<String, String> config = new LinkedHashMap<>();

    @Mixin
    private PluginOptions plugins = new PluginOptions();

    /** What to do with a run. */
    interface Use {
        int with(RunControl run) throws InterruptedException;
    }

    /** {@return the exit code of the use} */
    int use(Use use) throws IOException, InterruptedException {
        try (URLClassLoader loader = plugins.plugins().loader();
                RunControl run = RunControl.of(RendezvousRegistry.discovered(loader), parameters())) {
            return use.with(run);
        } catch (PlanException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    String runId() {
        return runId;
    }

    private RendezvousParameters parameters() {
        return RendezvousParameters.builder(backend)
                .endpoint(endpoint)
                .runId(runId)
                .config(config)
                .build();
    }
}
