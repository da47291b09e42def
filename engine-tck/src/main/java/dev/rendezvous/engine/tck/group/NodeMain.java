package dev.rendezvous.engine.tck.group;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousException;
import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.engine.ElasticHandler;
import dev.rendezvous.engine.RoundStatus;
import dev.rendezvous.registry.RendezvousRegistry;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One node in a process of its own. It obeys the lines of its input, one after the other, and prints a line for each thing that happens.
 * It leaves when its input ends. Times are of {@link System#nanoTime}, which the JVM takes from the one monotonic clock of the machine.
 */
final class NodeMain {

    /** Meets in one round after the other, until that fails. */
    static final String FOLLOW = "follow";

    /** Closes the run. */
    static final String CLOSE_RUN = "close";

    private static final Duration LONG = Duration.ofMinutes(5);

    /** A real program needs a moment to stop its work. No round may begin meanwhile. */
    private static final long LONGEST_STOP_NANOS = Duration.ofMillis(500).toNanos();

    private final ElasticHandler handler;

    private NodeMain(ElasticHandler handler) {
        this.handler = handler;
    }

    /** {@return the arguments for the main method} */
    static List<String> arguments(RendezvousParameters parameters) {
        return Stream.concat(
                        Stream.of(
                                parameters.backend(),
                                parameters.endpoint(),
                                parameters.runId(),
                                Integer.toString(parameters.minNodes()),
                                Integer.toString(parameters.maxNodes())),
                        parameters.config().entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()))
                .toList();
    }

    /** Arguments: backend, endpoint, run id, least and most nodes, then config as {@code key=value}. */
    public static void main(String[] args) throws Exception {
        RendezvousParameters.Builder parameters = RendezvousParameters.builder(args[0])
                .endpoint(args[1])
                .runId(args[2])
                .nodes(Integer.parseInt(args[3]), Integer.parseInt(args[4]));
        for (String pair : List.of(args).subList(5, args.length)) {
            parameters.config(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        System.out.println("clock millis=" + System.currentTimeMillis() + " instant="
                + Instant.now().toEpochMilli());
        RendezvousRegistry registry = RendezvousRegistry.discovered(NodeMain.class.getClassLoader());
        ExecutorService work = Executors.newSingleThreadExecutor();
        try (RendezvousHandler handler = registry.createHandler(parameters.build());
                BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            NodeMain node = new NodeMain((ElasticHandler) handler);
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                String command = line;
                work.execute(() -> node.obey(command));
            }
            System.out.println("left at=" + System.nanoTime());
        }
        work.shutdown();
    }

    private void obey(String command) {
        try {
            switch (command) {
                case FOLLOW -> follow();
                case CLOSE_RUN -> handler.closeRun();
                default -> throw new IllegalArgumentException(command);
            }
        } catch (RendezvousException | IllegalStateException | InterruptedException e) {
            System.out.println(
                    "failed at=" + System.nanoTime() + " " + e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private void follow() throws InterruptedException {
        while (true) {
            join();
            awaitChange();
        }
    }

    private void join() throws InterruptedException {
        RendezvousInfo info = handler.nextRendezvous();
        long at = System.nanoTime();
        System.out.println(new SeenRound(
                        info.round(),
                        info.rank(),
                        info.worldSize(),
                        info.token().orElseThrow(),
                        at,
                        nodes(info))
                .line());
    }

    /** What a program does first in a round: all members meet at the store. They do not while the service is away. */
    private static String nodes(RendezvousInfo info) throws InterruptedException {
        try {
            info.store().add("entered", 1);
            return info.members().stream()
                    .map(member -> member.rank() + ":" + member.node())
                    .collect(Collectors.joining(";"));
        } catch (RendezvousConnectionException | RendezvousTimeoutException away) {
            return "";
        }
    }

    private void awaitChange() throws InterruptedException {
        if (handler.awaitChange(LONG)) {
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_STOP_NANOS));
            RoundStatus status = handler.status();
            System.out.println("change at=" + System.nanoTime() + " lost=" + status.lost() + " broken="
                    + status.broken() + " closed=" + status.ending().isPresent());
        }
    }
}
