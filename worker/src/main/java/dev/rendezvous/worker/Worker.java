package dev.rendezvous.worker;

import dev.rendezvous.Endpoint;
import dev.rendezvous.Store;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The place of this program in a job of {@code rdzv run}.
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *     Worker.main(worker -> train(worker.rank(), worker.worldSize(), worker.store()));
 * }
 * }</pre>
 *
 * <p>The program ends with code 1 when its agent is gone, also if the agent was killed.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class Worker implements AutoCloseable {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);

    private final WorkerVariables variables;
    private final TcpStoreClient store;

    private Worker(WorkerVariables variables, TcpStoreClient store) {
        this.variables = variables;
        this.store = store;
    }

    /**
     * {@return the place of this program in its job, with an open connection to the store of the workers} Blocks until the store answers.
     *
     * @throws IllegalStateException if {@code rdzv run} has not started this program; the message says how to start it
     * @throws dev.rendezvous.RendezvousConnectionException if the store cannot be reached
     * @throws InterruptedException if the thread is interrupted
     */
    public static Worker fromEnvironment() throws InterruptedException {
        return fromEnvironment(System.getenv());
    }

    static Worker fromEnvironment(Map<String, String> environment) throws InterruptedException {
        WorkerVariables variables = new WorkerVariables(environment);
        variables.check();
        AgentWatch.start(variables.number("RDZV_AGENT_PID"));
        TcpStoreClient store = TcpStoreClient.builder(Endpoint.parse(variables.text("RDZV_STORE")))
                .timeout(DEFAULT_TIMEOUT)
                .connect();
        return new Worker(variables, store);
    }

    /**
     * Runs a program as a worker, and ends the process: with 0 if the program returns, with 1 if it throws. What it throws is printed,
     * and written to the error file, from which the agent tells all nodes why the job failed.
     *
     * @param program what to run
     */
    public static void main(Program program) {
        int code = 0;
        try (Worker worker = fromEnvironment()) {
            program.run(worker);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            code = failed(e);
        } catch (Exception | Error e) { // Whatever it is, the run must learn of it.
            code = failed(e);
        }
        System.exit(code);
    }

    private static int failed(Throwable failure) {
        System.getLogger(Worker.class.getName()).log(System.Logger.Level.ERROR, "this worker has failed", failure);
        String file = System.getenv().getOrDefault(WorkerVariables.ERROR_FILE, "");
        if (!file.isEmpty()) {
            try {
                ErrorText.write(Path.of(file), failure);
            } catch (IOException | RuntimeException e) {
                System.getLogger(Worker.class.getName())
                        .log(System.Logger.Level.WARNING, () -> "cannot write the error file " + file, e);
            }
        }
        return 1;
    }

    /** A program that runs as a worker. */
    @FunctionalInterface
    public interface Program {

        /**
         * Does the work of this worker.
         *
         * @param worker the place of this program in its job
         * @throws Exception if the work has failed, and the round with it
         */
        void run(Worker worker) throws Exception;
    }

    /** {@return the id of the run} */
    public String runId() {
        return variables.text("RDZV_RUN_ID");
    }

    /** {@return the number of the round, from 1} */
    public long round() {
        return variables.number("RDZV_ROUND");
    }

    /** {@return the fencing token of the round, which grows with each round; empty where the backend has none} */
    public OptionalLong token() {
        return variables.has("RDZV_TOKEN") ? OptionalLong.of(variables.number("RDZV_TOKEN")) : OptionalLong.empty();
    }

    /** {@return the rank of this worker, from 0 to {@code worldSize() - 1}} It may be another one in the next round. */
    public int rank() {
        return Math.toIntExact(variables.number("RDZV_RANK"));
    }

    /** {@return how many workers the round has on all nodes} */
    public int worldSize() {
        return Math.toIntExact(variables.number("RDZV_WORLD_SIZE"));
    }

    /** {@return the rank of this worker on its node, from 0} */
    public int localRank() {
        return Math.toIntExact(variables.number("RDZV_LOCAL_RANK"));
    }

    /** {@return how many failures the run has had so far} */
    public int restarts() {
        return Math.toIntExact(variables.number("RDZV_RESTARTS"));
    }

    /** {@return the store that all workers of this round share; closing the worker closes it} It is empty when the round begins. */
    public Store store() {
        return store;
    }

    /**
     * {@return one line for each node of the round, such as {@code node=0 first=0 procs=2 id=n1 addr=10.0.0.5}}
     *
     * @throws IOException if the file cannot be read
     */
    public List<String> members() throws IOException {
        return Files.readAllLines(Path.of(variables.text("RDZV_MEMBERS_FILE")));
    }

    /** {@return the file in which this worker may say why it failed, as JSON with a {@code message}} */
    public Path errorFile() {
        return Path.of(variables.text(WorkerVariables.ERROR_FILE));
    }

    /** Closes the connection to the store. */
    @Override
    public void close() {
        store.close();
    }
}
