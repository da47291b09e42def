package dev.rendezvous.integration.elastic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.RendezvousException;
import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.engine.ElasticHandler;
import dev.rendezvous.engine.RoundStatus;
import dev.rendezvous.registry.RendezvousRegistry;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * One node in a process of its own. It obeys the lines of its input, one after the other, and prints a line for each thing that happens.
 * It leaves when its input ends.
 */
public final class NodeMain {

    /** Meets in one round after the other, until that fails. */
    static final String FOLLOW = "follow";

    /** Closes the run. */
    static final String CLOSE_RUN = "close";

    private static final Duration LONG = Duration.ofMinutes(5);

    private final ElasticHandler handler;

    private NodeMain(ElasticHandler handler) {
        this.handler = handler;
    }

    /** Arguments: endpoint, run id, least and most nodes, then config as {@code key=value}. */
    public static void main(String[] args) throws Exception {
        RendezvousParameters.Builder parameters = RendezvousParameters.builder("tcp")
                .endpoint(args[0])
                .runId(args[1])
                .nodes(Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        for (String pair : List.of(args).subList(4, args.length)) {
            parameters.config(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        RendezvousRegistry registry = RendezvousRegistry.discovered(NodeMain.class.getClassLoader());
        ExecutorService work = Executors.newSingleThreadExecutor();
        try (RendezvousHandler handler = registry.createHandler(parameters.build());
                BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            NodeMain node = new NodeMain((ElasticHandler) handler);
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                String command = line;
                work.execute(() -> node.obey(command));
            }
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
            System.out.println("failed " + e.getClass().getSimpleName() + ": " + e.getMessage());
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
        // What a program does first in a round: all members meet at the store.
        info.store().add("entered", 1);
        System.out.println(new SeenRound(
                        info.round(),
                        info.rank(),
                        info.worldSize(),
                        info.token().orElseThrow(),
                        nodes(info))
                .line());
    }

    private static String nodes(RendezvousInfo info) throws InterruptedException {
        return info.members().stream()
                .map(member -> member.rank() + ":" + member.node())
                .collect(Collectors.joining(";"));
    }

    private void awaitChange() throws InterruptedException {
        if (handler.awaitChange(LONG)) {
            RoundStatus status = handler.status();
            System.out.println("change lost=" + status.lost() + " broken=" + status.broken() + " closed="
                    + status.ending().isPresent());
        }
    }
}
