package dev.rendezvous.worker;

import dev.rendezvous.BootstrapStoreInfo;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.Store;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import java.io.IOException;
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

    private static final Duration CONNECT_TIMEOUT = Duration.ofMinutes(1);

    private final Place place;
    private final TcpStoreClient store;

    private Worker(Place place, TcpStoreClient store) {
        this.place = place;
        this.store = store;
    }

    /**
     * {@return the place of this program in its job, with an open connection to the store of the workers} Blocks until the store answers.
     *
     * @throws IllegalStateException if {@code rdzv run} has not started this program, or a variable was changed; the message names the
     *     variables, and says how to start the program
     * @throws dev.rendezvous.RendezvousConnectionException if the store cannot be reached within a minute
     * @throws InterruptedException if the thread is interrupted
     */
    public static Worker fromEnvironment() throws InterruptedException {
        return fromEnvironment(System.getenv(), CONNECT_TIMEOUT);
    }

    static Worker fromEnvironment(Map<String, String> environment, Duration connectTimeout)
            throws InterruptedException {
        Place place = WorkerVariables.read(environment);
        AgentWatch.start(place.agentPid());
        TcpStoreClient store = TcpStoreClient.builder(place.store())
                .timeout(DEFAULT_TIMEOUT)
                .connectTimeout(connectTimeout)
                .connect();
        return new Worker(place, store);
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
        return place.runId();
    }

    /** {@return the number of the round, from 1} */
    public long round() {
        return place.round();
    }

    /** {@return the fencing token of the round, which grows with each round; empty where the backend has none} */
    public OptionalLong token() {
        return place.token();
    }

    /** {@return the rank of this worker, from 0 to {@code worldSize() - 1}} It may be another one in the next round. */
    public int rank() {
        return place.rank();
    }

    /** {@return how many workers the round has on all nodes} */
    public int worldSize() {
        return place.worldSize();
    }

    /** {@return the rank of this worker on its node, from 0} */
    public int localRank() {
        return place.localRank();
    }

    /** {@return how many failures the run has had so far} */
    public int restarts() {
        return place.restarts();
    }

    /** {@return the store that all workers of this round share; closing the worker closes it} It is empty when the round begins. */
    public Store store() {
        return store;
    }

    /**
     * {@return one line for each node of the round, such as {@code rdzv/1 node=0 first=0 procs=2 id=n1 addr=10.0.0.5}}
     *
     * @throws IOException if the file cannot be read
     */
    public List<String> members() throws IOException {
        return MembersFile.lines(place.membersFile());
    }

    /**
     * {@return the same place as a backend tells it, for code that takes a round of a rendezvous} Its members are the workers: each has the
     * id, the address and the labels of its node. A members file that is gone or damaged is a
     * {@link dev.rendezvous.RendezvousStateException} of {@link RendezvousInfo#members()}.
     *
     * <pre>{@code
     * XgboostWorld world = XgboostWorld.join(worker.info());
     * }</pre>
     */
    public RendezvousInfo info() {
        RendezvousInfo.Builder info = RendezvousInfo.builder(store, rank(), worldSize())
                .round(round())
                .members(() -> MembersFile.workers(place.membersFile()))
                .bootstrapStore(new BootstrapStoreInfo(
                        place.store().host(), place.store().port().orElseThrow()));
        token().ifPresent(info::token);
        return info.build();
    }

    /** {@return the file in which this worker may say why it failed, as JSON with a {@code message}} */
    public Path errorFile() {
        return place.errorFile();
    }

    /** Closes the connection to the store. */
    @Override
    public void close() {
        store.close();
    }
}
