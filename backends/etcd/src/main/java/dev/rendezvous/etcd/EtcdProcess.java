package dev.rendezvous.etcd;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process of etcd, and a shell that waits for the end of this JVM. The shell reads from a pipe whose other end this JVM holds. When the
 * JVM ends, by whatever signal, the shell sees the end of the pipe, kills the server and deletes its folder. Thread-safe.
 */
final class EtcdProcess implements AutoCloseable {

    private static final String WATCHDOG = "while read -r line; do :; done; kill -9 \"$0\"; rm -rf \"$1\"";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LOOK_MILLIS = 20;
    private static final int ANSWER_MILLIS = 5_000;
    private static final int LONGEST_ANSWER = 1 << 16;
    private static final int LAST_LINES = 5;

    private final List<String> command;
    private final Path folder;
    private final URI health;
    private Process server;
    private Process watchdog;

    private EtcdProcess(List<String> command, Path folder, URI health) throws IOException {
        this.command = command;
        this.folder = folder;
        this.health = health;
        this.server = launch();
        this.watchdog = watch(server);
    }

    static EtcdProcess start(List<String> command, Path folder, URI health) throws IOException {
        return new EtcdProcess(command, folder, health);
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    private Process watch(Process watched) throws IOException {
        try {
            return new ProcessBuilder("sh", "-c", WATCHDOG, Long.toString(watched.pid()), folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            watched.destroyForcibly();
            throw e;
        }
    }

    /** Starts the process again after {@link #kill()}, with its data. */
    synchronized void start() throws IOException {
        server = launch();
        watchdog = watch(server);
    }

    synchronized long pid() {
        return server.pid();
    }

    synchronized boolean isAlive() {
        return server.isAlive();
    }

    /** Blocks until the server serves and its cluster has a leader. */
    void awaitService() throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!serves()) {
            if (!isAlive() || System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IOException(
                        (isAlive() ? "etcd does not serve within " + PATIENCE.toSeconds() + " s" : "etcd has ended")
                                + "; its last words: " + lastWords());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private boolean serves() {
        try {
            return get(health).contains("\"true\"");
        } catch (IOException notYet) {
            return false;
        }
    }

    /** {@return what the metrics of the server say of its version} */
    String version() throws IOException {
        String marker = "etcd_server_version{server_version=\"";
        String metrics = get(health.resolve("/metrics"));
        int at = metrics.indexOf(marker) + marker.length();
        return metrics.substring(at, metrics.indexOf('"', at));
    }

    private static String get(URI uri) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(java.net.Proxy.NO_PROXY);
        connection.setConnectTimeout(ANSWER_MILLIS);
        connection.setReadTimeout(ANSWER_MILLIS);
        try (InputStream in = connection.getInputStream()) {
            return new String(in.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
        } finally {
            connection.disconnect();
        }
    }

    private String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log());
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    private Path log() {
        return folder.resolve("log");
    }

    /** Kills the server. Waits for its end. */
    synchronized void kill() {
        watchdog.destroyForcibly();
        server.destroyForcibly();
        boolean interrupted = false;
        while (server.isAlive()) {
            try {
                server.waitFor();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        kill();
        delete();
    }

    void deleteData() throws IOException {
        delete(folder.resolve("data"));
    }

    private void delete() throws IOException {
        delete(folder);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
