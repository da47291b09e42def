package dev.rendezvous.etcd;

import dev.rendezvous.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A private etcd for tests: one member on free ports of the loopback address, with its data in a temporary folder.
 *
 * <pre>{@code
 * try (EtcdServer server = EtcdServer.start()) {
 *     RendezvousParameters.builder("etcd").endpoint(server.endpoint().toString())...
 * }
 * }</pre>
 *
 * <p>Needs the program {@code etcd}, 3.4 or later, on the PATH or where the environment variable {@code RDZV_ETCD_BINARY} says, and a POSIX
 * shell. The server ends with {@link #close()}, and also when this JVM ends, by whatever signal. Thread-safe.
 *
 * @since 0.1
 */
public final class EtcdServer implements AutoCloseable {

    private static final int ATTEMPTS = 3;
    private static final String HOST = "127.0.0.1";

    private final int port;
    private final EtcdProcess process;

    private EtcdServer(int port, EtcdProcess process) {
        this.port = port;
        this.process = process;
    }

    /** {@return whether the program is on this machine} */
    public static boolean isInstalled() {
        return EtcdBinary.find().isPresent();
    }

    /**
     * Starts a server. Blocks until it serves, up to a minute.
     *
     * @return the server, which serves
     * @throws IOException if the program is missing, with the command that installs it, or if it does not start, with its last words
     * @throws InterruptedException if the thread is interrupted; no server is left
     */
    public static EtcdServer start() throws IOException, InterruptedException {
        return start(List.of());
    }

    /**
     * Starts a server with more arguments. Blocks until it serves, up to a minute.
     *
     * @param more arguments of etcd, such as {@code --auto-compaction-retention=1}; added to those for addresses and data
     * @return the server, which serves
     * @throws IOException if the program is missing, with the command that installs it, or if it does not start, with its last words
     * @throws InterruptedException if the thread is interrupted; no server is left
     */
    public static EtcdServer start(List<String> more) throws IOException, InterruptedException {
        EtcdBinary.require(EtcdBinary.find());
        for (int attempt = 1; ; attempt++) {
            EtcdServer server = launch(EtcdAddresses.free(HOST), "", more);
            try {
                server.awaitService();
                return server;
            } catch (IOException e) {
                server.close();
                // Another process may have taken one of the free ports.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            } catch (InterruptedException e) {
                server.close();
                throw e;
            }
        }
    }

    /**
     * {@return a server that has been started and may not serve yet}
     *
     * @param others the other members of its cluster, as etcd wants them; empty for a cluster of one
     */
    static EtcdServer launch(EtcdAddresses addresses, String others, List<String> more) throws IOException {
        Path binary = EtcdBinary.require(EtcdBinary.find());
        Path folder = Files.createTempDirectory("rendezvous-etcd-");
        return new EtcdServer(
                addresses.client(),
                EtcdProcess.start(
                        addresses.command(binary, folder.resolve("data"), others, more), folder, addresses.health()));
    }

    void awaitService() throws IOException, InterruptedException {
        process.awaitService();
    }

    /** Kills the server and starts it again, with its data. */
    void restart() throws IOException, InterruptedException {
        process.kill();
        process.start();
        process.awaitService();
    }

    EtcdProcess process() {
        return process;
    }

    /** {@return where clients connect} */
    public Endpoint endpoint() {
        return Endpoint.of(HOST, port);
    }

    /** {@return the port of {@link #endpoint()}} */
    public int port() {
        return port;
    }

    /**
     * {@return the version of the server, such as {@code 3.4.23}}
     *
     * @throws IOException if the server does not answer
     */
    public String version() throws IOException {
        return process.version();
    }

    /** Kills the server and deletes its data; may be called again. Waits for the end of the process. */
    @Override
    public void close() throws IOException {
        process.close();
    }
}
