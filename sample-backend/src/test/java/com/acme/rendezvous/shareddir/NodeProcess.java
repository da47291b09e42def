package com.acme.rendezvous.shareddir;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.Store;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A node in its own Java process: the code that starts it, and the code that runs in it. */
final class NodeProcess {

    static final int ADDITIONS = 50;

    private final Process process;
    private final BufferedReader output;

    private NodeProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(UTF_8);
    }

    static NodeProcess start(Path endpoint, String runId, int nodes, String joinTimeout) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(
                java.toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                NodeProcess.class.getName(),
                endpoint.toString(),
                runId,
                Integer.toString(nodes),
                joinTimeout);
        return new NodeProcess(
                builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    long pid() {
        return process.pid();
    }

    /** The next line that the node prints; {@code "null"} when it has ended. */
    String nextLine() throws IOException {
        return String.valueOf(output.readLine());
    }

    /** Tells a node that has met to leave, and waits until it has ended. */
    int leave() throws IOException, InterruptedException {
        process.getOutputStream().close();
        return exitCode();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new AssertionError("node " + process.pid() + " does not end");
        }
        return process.exitValue();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        exitCode();
    }

    /** Meets, prints what the nodes wrote into the store, and stays in the group until its input ends. */
    public static void main(String[] args) throws Exception {
        RendezvousParameters parameters = RendezvousParameters.builder("testbackend")
                .endpoint(args[0])
                .runId(args[1])
                .nodes(Integer.parseInt(args[2]), Integer.parseInt(args[2]))
                .config("join_timeout", args[3])
                .build();
        try (SharedDirectoryHandler handler = new SharedDirectoryHandler(parameters)) {
            meet(handler);
        } catch (RendezvousTimeoutException e) {
            System.out.println(e.getMessage());
            System.exit(3);
        }
    }

    private static void meet(SharedDirectoryHandler handler) throws IOException, InterruptedException {
        RendezvousInfo place = handler.nextRendezvous();
        System.out.println("rank " + place.rank() + " of " + place.worldSize());
        System.out.println("pids " + exchangePids(place));
        System.out.println("counter " + countTogether(place));
        System.in.read();
    }

    private static SortedSet<Long> exchangePids(RendezvousInfo place) throws InterruptedException {
        Store store = place.store();
        store.set(
                "pid/" + place.rank(),
                Long.toString(ProcessHandle.current().pid()).getBytes(UTF_8));
        SortedSet<Long> pids = new TreeSet<>();
        for (int rank = 0; rank < place.worldSize(); rank++) {
            pids.add(Long.valueOf(new String(store.get("pid/" + rank), UTF_8)));
        }
        return pids;
    }

    private static long countTogether(RendezvousInfo place) throws InterruptedException {
        Store store = place.store();
        for (int i = 0; i < ADDITIONS; i++) {
            store.add("counter", 1);
        }
        store.set("counted/" + place.rank(), new byte[0]);
        List<String> all = new ArrayList<>();
        IntStream.range(0, place.worldSize()).forEach(rank -> all.add("counted/" + rank));
        store.await(all, store.timeout());
        return store.add("counter", 0);
    }
}
