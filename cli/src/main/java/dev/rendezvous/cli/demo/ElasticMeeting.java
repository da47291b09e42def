package dev.rendezvous.cli.demo;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.cli.backends.Catalog;
import dev.rendezvous.cli.backends.Plugins;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An elastic group: it meets, loses a process to SIGKILL, goes on without it, takes a new one, and is closed. */
final class ElasticMeeting {

    /** Short times: a first-time viewer does not wait. */
    private static final Map<String, String> TIMES = Map.of(
            "reform_last_call",
            "1s",
            "lease",
            "6s",
            "heartbeat",
            "2s",
            "disconnect_grace",
            "1s",
            "close_timeout",
            "10s");

    private final Screen screen;
    private final String backend;
    private final int nodes;
    private final Meetup place;
    private final Plugins plugins;
    private final Class<?> program;
    private final RoundBoard board = new RoundBoard();
    private final String runId = "demo-" + UUID.randomUUID();

    ElasticMeeting(Screen screen, String backend, int nodes, Meetup place, Plugins plugins, Class<?> program) {
        this.screen = screen;
        this.backend = backend;
        this.nodes = nodes;
        this.place = place;
        this.plugins = plugins;
        this.program = program;
    }

    /** {@return the processes, none of which has started} */
    WorkerGroup workers() {
        return new WorkerGroup(line -> {
            screen.tell(line);
            board.read(line);
        });
    }

    /** {@return how many processes took part, and in how many rounds} */
    String summary() {
        return (nodes + 1) + " processes, of which one was killed and one came late, formed " + board.rounds()
                + " rounds";
    }

    /** {@return how it went; the run is closed only if all went well until then} */
    WorkerGroup.Outcome hold(WorkerGroup workers, Duration timeout) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        screen.step(
                "%d separate JVM processes ask for \"%s\" by name and meet %s. A round needs %s and takes %d at most."
                        .formatted(
                                nodes, backend, place.where(), min() == 1 ? "one of them" : min() + " of them", nodes));
        workers.start(nodes, this::command);
        if (!meet(workers, names(1, nodes, 0), deadline)) {
            return workers.trouble();
        }

        screen.step("Worker 2 is killed (SIGKILL). The others notice it, and form the next round without it.");
        workers.kill(2);
        if (!meet(workers, names(1, nodes, 2), deadline)) {
            return workers.trouble();
        }

        screen.step("A new process, worker %d, joins while the group is running.".formatted(nodes + 1));
        workers.start(1, number -> command(nodes + 1));
        if (!meet(workers, names(1, nodes + 1, 2), deadline)) {
            return workers.trouble();
        }

        screen.step("The run is closed, for all processes and for good.");
        closeRun();
        return workers.await(Duration.ofNanos(deadline - System.nanoTime()));
    }

    private boolean meet(WorkerGroup workers, List<String> names, long deadline) throws InterruptedException {
        return board.awaitRound(names, () -> System.nanoTime() < deadline && !workers.hasTrouble());
    }

    private static List<String> names(int first, int last, int without) {
        List<String> names = new ArrayList<>();
        for (int number = first; number <= last; number++) {
            if (number != without) {
                names.add(WorkerGroup.name(number));
            }
        }
        return names;
    }

    private int min() {
        return nodes - 1;
    }

    /** A handler that never joined may close the run, as an operator does. */
    private void closeRun() throws IOException, InterruptedException {
        try (Catalog catalog = Catalog.open(plugins);
                RendezvousHandler handler = catalog.registry().createHandler(parameters())) {
            handler.closeRun();
        }
    }

    private RendezvousParameters parameters() {
        return RendezvousParameters.builder(backend)
                .endpoint(place.endpoint())
                .runId(runId)
                .nodes(min(), nodes)
                .config(config(nodes + 1))
                .build();
    }

    private Map<String, String> config(int number) {
        Map<String, String> config = new LinkedHashMap<>(TIMES);
        config.putAll(place.config(number - 1));
        return config;
    }

    private List<String> command(int number) {
        List<String> command = JavaCommand.of(
                program,
                ElasticWorkerCommand.NAME,
                "--backend=" + backend,
                "--endpoint=" + place.endpoint(),
                "--run-id=" + runId,
                "--min=" + min(),
                "--max=" + nodes);
        config(number).forEach((key, value) -> command.add("--config=" + key + "=" + value));
        for (Path jar : plugins.jars()) {
            command.add("--plugins=" + jar);
        }
        return command;
    }
}
