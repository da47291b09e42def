package dev.rendezvous.benchmarks.elastic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.registry.RendezvousRegistry;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many nodes in one process. It obeys the lines of its input, and prints when the last node was done, by the clock of the machine. */
public final class NodesMain {

    static final String JOIN = "join";
    static final String AWAIT_CHANGE = "change";

    private static final int STACK = 256 << 10;
    private static final Duration LONG = Duration.ofMinutes(10);

    private NodesMain() {}

    /** Arguments: backend, endpoint, run id, least and most nodes, how many nodes, then config as {@code key=value}. */
    public static void main(String[] args) throws Exception {
        RendezvousParameters.Builder parameters = RendezvousParameters.builder(args[0])
                .endpoint(args[1])
                .runId(args[2])
                .nodes(Integer.parseInt(args[3]), Integer.parseInt(args[4]));
        for (String pair : List.of(args).subList(6, args.length)) {
            parameters.config(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        obey(handlers(parameters.build(), Integer.parseInt(args[5])));
        // The nodes need not leave one by one.
        Runtime.getRuntime().halt(0);
    }

    private static List<RendezvousHandler> handlers(RendezvousParameters parameters, int count)
            throws InterruptedException {
        RendezvousRegistry registry = RendezvousRegistry.discovered(NodesMain.class.getClassLoader());
        List<RendezvousHandler> handlers = new ArrayList<>();
        for (int node = 0; node < count; node++) {
            handlers.add(registry.createHandler(parameters));
        }
        return handlers;
    }

    private static void obey(List<RendezvousHandler> handlers) throws Exception {
        ExecutorService threads =
                Executors.newFixedThreadPool(handlers.size(), task -> new Thread(null, task, "node", STACK));
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        System.out.println("ready");
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String command = line;
            List<Future<Instant>> calls = new ArrayList<>();
            for (RendezvousHandler handler : handlers) {
                calls.add(threads.submit(() -> obey(command, handler)));
            }
            Instant last = Instant.MIN;
            for (Future<Instant> call : calls) {
                Instant done = call.get();
                last = done.isAfter(last) ? done : last;
            }
            System.out.println(last);
        }
    }

    private static Instant obey(String command, RendezvousHandler handler) throws InterruptedException {
        if (command.equals(JOIN)) {
            handler.nextRendezvous();
        } else if (!handler.awaitChange(LONG)) {
            throw new IllegalStateException("no change within " + LONG);
        }
        return Instant.now();
    }
}
