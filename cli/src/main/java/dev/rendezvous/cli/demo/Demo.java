package dev.rendezvous.cli.demo;

import dev.rendezvous.cli.backends.CatalogFindings;
import dev.rendezvous.cli.backends.CatalogProblem;
import dev.rendezvous.cli.backends.Origin;
import dev.rendezvous.cli.backends.Plugins;
import dev.rendezvous.cli.backends.UnknownName;
import dev.rendezvous.cli.text.ExitCode;
import dev.rendezvous.cli.text.ShutdownGuard;
import dev.rendezvous.cli.text.Terminal;
import dev.rendezvous.cli.text.Text;
import dev.rendezvous.registry.Discovery;
import dev.rendezvous.registry.RendezvousRegistry;
import dev.rendezvous.spi.BackendDescriptor;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Shows what the product does, with real processes. */
final class Demo {

    private final Terminal terminal;
    private final String backend;
    private final String endpoint;
    private final int nodes;
    private final Plugins plugins;
    private final Duration timeout;
    private final Screen screen;

    /** Makes a demo; an empty endpoint stands for a place that the demo makes. */
    Demo(Terminal terminal, String backend, String endpoint, int nodes, Plugins plugins, Duration timeout) {
        this.terminal = terminal;
        this.backend = backend;
        this.endpoint = endpoint;
        this.nodes = nodes;
        this.plugins = plugins;
        this.timeout = timeout;
        this.screen = new Screen(terminal);
    }

    /** {@return the exit code} */
    int run() throws IOException, InterruptedException {
        long start = System.nanoTime();
        Optional<BackendDescriptor> found = discover();
        if (found.isEmpty()) {
            return ExitCode.FINDINGS;
        }
        Optional<String> summary = meet(found.get());
        if (summary.isEmpty()) {
            return ExitCode.FINDINGS;
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        screen.step("Done: %s through %s in %d.%d s."
                .formatted(
                        summary.get(), Origin.shortName(found.get()), taken.toSeconds(), taken.toMillisPart() / 100));
        return ExitCode.FINE;
    }

    /** The first three steps: a backend that was not there is there. One that is there already needs only the first. */
    private Optional<BackendDescriptor> discover() throws IOException, InterruptedException {
        RendezvousRegistry registry = RendezvousRegistry.create();
        screen.step("The registry looks at the application's own class path.");
        registry.discover(Demo.class.getClassLoader());
        screen.tell(known(registry));
        if (plugins.jars().isEmpty()) {
            Optional<BackendDescriptor> found = find(registry);
            found.ifPresent(this::tellBackend);
            return found;
        }

        try (URLClassLoader loader = plugins.loader()) {
            screen.step("A class loader gets jars that are not on the class path.");
            plugins.jars().forEach(jar -> screen.tell(Text.oneLine(String.valueOf(jar.getFileName()))));

            screen.step("Discovery runs again.");
            Discovery discovery = registry.discover(loader);
            screen.tell(known(registry));
            Optional<BackendDescriptor> found = find(registry);
            if (found.isPresent()) {
                tellBackend(found.get());
            } else {
                tellMissing(registry, discovery);
            }
            return found;
        }
    }

    /** The options of a backend are known only once its provider is loaded, which an explanation does. */
    private Optional<BackendDescriptor> find(RendezvousRegistry registry) {
        return registry.explain(backend).chosen().or(() -> registry.find(backend));
    }

    private void tellBackend(BackendDescriptor found) {
        String about = found.description().isEmpty() ? "" : ": " + Text.oneLine(found.description());
        screen.tell("\"" + backend + "\" is " + Text.oneLine(found.implementationClass()) + about);
        screen.tell("it came from " + Origin.longName(found));
    }

    private void tellMissing(RendezvousRegistry registry, Discovery discovery) throws InterruptedException {
        terminal.out().flush();
        if (registry.contains(backend)) {
            CatalogFindings.printConflicts(discovery.conflicts(), terminal.err());
        } else {
            terminal.err()
                    .println("rdzv: "
                            + UnknownName.describe(
                                    backend,
                                    registry,
                                    plugins,
                                    !discovery.problems().isEmpty()));
        }
        CatalogFindings.printProblems(plugins.problems(), terminal.err());
        CatalogFindings.printProblems(
                discovery.problems().stream().map(CatalogProblem::of).toList(), terminal.err());
    }

    /** The steps before the last: {@return what the processes did; empty if not all met and left} */
    private Optional<String> meet(BackendDescriptor found) throws IOException, InterruptedException {
        try (Meetup place = Meetup.of(backend, found, endpoint)) {
            return place.isElastic() ? meetElastic(place) : meetOnce(place);
        }
    }

    private Optional<String> meetOnce(Meetup place) throws IOException, InterruptedException {
        try (WorkerGroup workers = new WorkerGroup(screen::tell);
                ShutdownGuard guard = ShutdownGuard.open(() -> cleanUp(workers, place))) {
            screen.step("%s ask for \"%s\" by name and meet %s".formatted(separate(nodes), backend, place.where()));
            workers.start(nodes, command(place));
            WorkerGroup.Outcome outcome = workers.await(timeout);
            workers.stop();
            return !guard.isShuttingDown() && tellOutcome(outcome)
                    ? Optional.of(processes(nodes) + " met")
                    : Optional.empty();
        }
    }

    private Optional<String> meetElastic(Meetup place) throws IOException, InterruptedException {
        ElasticMeeting meeting = new ElasticMeeting(screen, backend, nodes, place, plugins, terminal.program());
        try (WorkerGroup workers = meeting.workers();
                ShutdownGuard guard = ShutdownGuard.open(() -> cleanUp(workers, place))) {
            WorkerGroup.Outcome outcome = meeting.hold(workers, timeout);
            workers.stop();
            return !guard.isShuttingDown() && tellOutcome(outcome) ? Optional.of(meeting.summary()) : Optional.empty();
        }
    }

    private static void cleanUp(WorkerGroup workers, Meetup place) {
        workers.stop();
        place.close();
    }

    private boolean tellOutcome(WorkerGroup.Outcome outcome) {
        if (outcome instanceof WorkerGroup.Outcome.Failed failed) {
            Worker worker = failed.worker();
            tellFailure(worker.name() + " failed with exit code " + failed.exitCode() + "; the others were stopped");
            tellLastWords(worker);
            return false;
        }
        if (outcome instanceof WorkerGroup.Outcome.TimedOut timedOut) {
            String names = timedOut.running().stream().map(Worker::name).collect(Collectors.joining(", "));
            tellFailure(names + " did not end within " + seconds(timeout) + " and had to be stopped");
            timedOut.running().forEach(this::tellLastWords);
            return false;
        }
        return true;
    }

    private void tellFailure(String sentence) {
        terminal.out().flush();
        terminal.err().println("rdzv: " + sentence);
    }

    private void tellLastWords(Worker worker) {
        List<String> words = worker.lastWords();
        terminal.err().println(words.isEmpty() ? worker.name() + " said nothing" : worker.name() + " said last");
        words.forEach(line -> terminal.err().println("  " + line));
        terminal.err().flush();
    }

    private IntFunction<List<String>> command(Meetup place) {
        String run = "demo-" + UUID.randomUUID();
        return number -> {
            List<String> command = JavaCommand.of(
                    terminal.program(),
                    DemoWorkerCommand.NAME,
                    "--backend=" + backend,
                    "--endpoint=" + place.endpoint(),
                    "--run-id=" + run,
                    "--nodes=" + nodes,
                    "--timeout=" + timeout);
            place.config(number - 1).forEach((key, value) -> command.add("--config=" + key + "=" + value));
            for (Path jar : plugins.jars()) {
                command.add("--plugins=" + jar);
            }
            return command;
        };
    }

    private String known(RendezvousRegistry registry) {
        String names = registry.names().isEmpty() ? "no backend" : String.join(", ", registry.names());
        return "it knows %s; contains(\"%s\") is %s".formatted(names, backend, registry.contains(backend));
    }

    private static String separate(int nodes) {
        return nodes == 1 ? "1 separate JVM process" : nodes + " separate JVM processes";
    }

    private static String processes(int nodes) {
        return nodes == 1 ? "1 process" : nodes + " processes";
    }

    private static String seconds(Duration duration) {
        return duration.toMillisPart() == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
