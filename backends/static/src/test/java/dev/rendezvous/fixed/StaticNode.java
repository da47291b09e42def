package dev.rendezvous.fixed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.Store;
import dev.rendezvous.registry.RendezvousRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** A node in a Java process of its own, which asks for the backend by name: both what starts it and what runs there. */
final class StaticNode {

    static final int TIMED_OUT = 3;

    private final Process process;
    private final BufferedReader output;

    private StaticNode(Process process) {
        this.process = process;
        this.output = process.inputReader(UTF_8);
    }

    static StaticNode start(String endpoint, String runId, int rank, int nodes, String joinTimeout) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new StaticNode(new ProcessBuilder(
                        java.toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StaticNode.class.getName(),
                        endpoint,
                        runId,
                        Integer.toString(rank),
                        Integer.toString(nodes),
                        joinTimeout)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    long pid() {
        return process.pid();
    }

    /** The next line that the node prints; {@code "null"} when it has ended. */
    String nextLine() throws IOException {
        return String.valueOf(output.readLine());
    }

    /** Tells a node that has met to leave. */
    void leave() throws IOException {
        process.getOutputStream().close();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new AssertionError("node " + process.pid() + " does not end");
        }
        return process.exitValue();
    }

    /** Leaves it there, and its connections, but it does nothing any more, up to {@link #kill}. */
    void freeze() throws IOException, InterruptedException {
        Process stop = new ProcessBuilder("kill", "-STOP", Long.toString(pid()))
                .inheritIO()
                .start();
        if (stop.waitFor() != 0) {
            throw new AssertionError("node " + pid() + " cannot be stopped");
        }
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        exitCode();
    }

    /** Meets, shows what all have left in the store, and stays in the group until its input ends. */
    public static void main(String[] args) throws Exception {
        RendezvousParameters parameters = RendezvousParameters.builder("static")
                .endpoint(args[0])
                .runId(args[1])
                .config("rank", args[2])
                .nodes(Integer.parseInt(args[3]), Integer.parseInt(args[3]))
                .config("join_timeout", args[4])
                .build();
        RendezvousRegistry registry = RendezvousRegistry.discovered(StaticNode.class.getClassLoader());
        try (RendezvousHandler handler = registry.createHandler(parameters)) {
            RendezvousInfo place = handler.nextRendezvous();
            System.out.println("rank " + place.rank() + " of " + place.worldSize());
            System.out.println("pids " + exchangePids(place));
            System.in.read();
        } catch (RendezvousTimeoutException e) {
            System.out.println(e.getMessage());
            System.exit(TIMED_OUT);
        }
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
}
