package dev.rendezvous.postgresql;

import static dev.rendezvous.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.RendezvousParameters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A real server of PostgreSQL on a free port of the loopback address, which a test may kill, freeze and empty. */
final class PostgresServer implements AutoCloseable {

    static final String USER = "postgres";
    static final String PASSWORD = "a password";
    static final String DATABASE = "postgres";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final PostgresFiles files = PostgresFiles.shared();
    private final int port;
    private final List<String> options;
    private Path data;
    private Process process;

    private static final class Shared {
        static final PostgresServer SERVER = start();
    }

    private PostgresServer(List<String> options, Path data, int port) throws IOException {
        this.data = data;
        this.port = port;
        this.options = new ArrayList<>(List.of(
                "-c", "listen_addresses=127.0.0.1",
                "-c", "port=" + port,
                "-c", "unix_socket_directories=",
                "-c", "max_connections=200",
                "-c", "shared_buffers=16MB",
                // The machine of the tests does not crash, and processes that are killed lose nothing.
                "-c", "fsync=off"));
        this.options.addAll(options);
        this.process = files.startServer(data, this.options);
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    }

    /** {@return the server that all tests share that do it no harm; it ends with the JVM} */
    static PostgresServer shared() {
        return Shared.SERVER;
    }

    static PostgresServer start(String... options) {
        try {
            Path data = PostgresFiles.shared().newData("data-" + COUNT.incrementAndGet());
            return started(data, options);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static PostgresServer started(Path data, String... options) throws IOException {
        PostgresServer server = new PostgresServer(List.of(options), data, freePort());
        server.awaitReady();
        return server;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() {
        try {
            eventually("the server is ready", () -> {
                assertThat(process.isAlive())
                        .as(Files.readString(PostgresFiles.log(data)))
                        .isTrue();
                return isReady();
            });
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private boolean isReady() {
        try (Connection connection = connect()) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    Path data() {
        return data;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    String endpoint() {
        return endpoint(address());
    }

    static String endpoint(InetSocketAddress address) {
        return "127.0.0.1:" + address.getPort() + "/" + DATABASE;
    }

    /** {@return a connection of the superuser} */
    Connection connect() throws SQLException {
        return connect(DATABASE);
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?connectTimeout=5&socketTimeout=20",
                USER,
                PASSWORD);
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** {@return the name of a schema with tables of its own} */
    String newSchema() {
        String schema = "schema_" + COUNT.incrementAndGet();
        try {
            execute("CREATE SCHEMA " + schema + "; SET search_path = " + schema + ";" + SchemaScript.text());
            return schema;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    long number(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }

    /** Returns when a statement of the backend waits for a lock. */
    void awaitWaitingStatement() throws Exception {
        eventually(
                "a statement waits",
                () -> number(
                                "SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
                                        + " WHERE NOT l.granted AND a.query LIKE '%rdzv%' OR NOT l.granted AND l.locktype = 'advisory'")
                        > 0);
    }

    /** {@return parameters of a node; the password is in the endpoint, which no message shows} */
    RendezvousParameters.Builder parameters(String run) {
        return parameters(address(), run);
    }

    static RendezvousParameters.Builder parameters(InetSocketAddress address, String run) {
        return RendezvousParameters.builder("postgresql")
                .endpoint(endpoint(address) + "?user=" + USER + "&password=" + PASSWORD.replace(' ', '+'))
                .runId(run)
                .nodes(1, 8);
    }

    /** Kills the server and its processes at one moment, as a crash does. */
    void kill() {
        List<ProcessHandle> all = processes();
        signal("STOP", all.subList(0, 1));
        all = processes();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(handle -> handle.onExit().orTimeout(30, TimeUnit.SECONDS).join());
    }

    void start(Path folder) throws IOException {
        data = folder;
        process = files.startServer(folder, options);
        awaitReady();
    }

    void restart() throws IOException {
        kill();
        start(data);
    }

    /** A server that has lost its disk: another folder of data on the same port. */
    void restartEmpty() throws IOException {
        kill();
        start(files.newData("data-" + COUNT.incrementAndGet()));
    }

    /** Freezes the server, as a machine does that hangs: connections stay open, and nothing answers. */
    void freeze() {
        signal("STOP", processes());
    }

    void thaw() {
        signal("CONT", processes());
    }

    /** Cuts every connection of the backend. */
    void cutConnections() throws SQLException {
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'rendezvous'");
    }

    private List<ProcessHandle> processes() {
        List<ProcessHandle> all = new ArrayList<>(List.of(process.toHandle()));
        process.descendants().forEach(all::add);
        return all;
    }

    private static void signal(String signal, List<ProcessHandle> processes) {
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
        processes.forEach(handle -> command.add(Long.toString(handle.pid())));
        try {
            // A process that has ended meanwhile makes it fail, and the others get their signal.
            assertThat(new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor(30, TimeUnit.SECONDS))
                    .isTrue();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        kill();
        PostgresFiles.delete(data);
    }
}
