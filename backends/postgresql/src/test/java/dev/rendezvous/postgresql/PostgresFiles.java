package dev.rendezvous.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The programs of a real PostgreSQL, unpacked once in a JVM into a temporary folder that goes with the JVM. PostgreSQL refuses root, so
 * root runs it as the user {@code nobody}.
 */
final class PostgresFiles {

    private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));
    private static final String UNPRIVILEGED = "nobody";

    private final Path folder;

    private PostgresFiles(Path folder) {
        this.folder = folder;
    }

    private static final class Unpacked {
        static final PostgresFiles FILES = unpack();
    }

    static PostgresFiles shared() {
        return Unpacked.FILES;
    }

    private static PostgresFiles unpack() {
        try {
            Path folder = Files.createTempDirectory("rendezvous-postgresql");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            PostgresFiles files = new PostgresFiles(folder);
            files.extract(resource());
            files.initialize();
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource() {
        String os = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        String arch = "aarch64".equals(System.getProperty("os.arch")) ? "arm_64" : "x86_64";
        return "/postgres-" + os + "-" + arch + ".txz";
    }

    private void extract(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(PostgresFiles.class.getResourceAsStream(resource), resource);
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(in))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                assertThat(target.startsWith(folder)).as(entry.getName()).isTrue();
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(tar, target);
                    if ((entry.getMode() & 0100) != 0) {
                        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
                    }
                }
            }
        }
    }

    /** Makes the folder of data that every server begins with a copy of. */
    private void initialize() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), PostgresServer.PASSWORD);
        Path data = newFolder("data");
        run(List.of(
                folder.resolve("bin/initdb").toString(),
                "--pgdata=" + data,
                "--username=" + PostgresServer.USER,
                "--auth=scram-sha-256",
                "--pwfile=" + password,
                "--no-sync",
                "--wal-segsize=1",
                "--encoding=UTF8",
                "--locale=C.UTF-8"));
    }

    /** {@return an empty folder that the server may write} */
    private Path newFolder(String name) throws IOException {
        Path made = Files.createDirectories(folder.resolve(name));
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwx------"));
        own(made);
        return made;
    }

    private static void own(Path file) throws IOException {
        if (IS_ROOT) {
            Files.setOwner(
                    file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(UNPRIVILEGED));
        }
    }

    Path newData(String name) throws IOException {
        run(
                List.of(
                        "cp",
                        "-a",
                        folder.resolve("data").toString(),
                        folder.resolve(name).toString()),
                false);
        return folder.resolve(name);
    }

    /** {@return the file, readable by the server alone} */
    Path newFile(Path data, String name, String text) throws IOException {
        Path file = data.resolve(name);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
        own(file);
        return file;
    }

    Process startServer(Path data, List<String> options) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(folder.resolve("bin/postgres").toString(), "-D", data.toString()));
        command.addAll(options);
        return new ProcessBuilder(unprivileged(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log(data).toFile())
                .start();
    }

    static Path log(Path data) {
        return data.resolveSibling(data.getFileName() + ".log");
    }

    void run(List<String> command) throws IOException {
        run(command, true);
    }

    private void run(List<String> command, boolean unprivileged) throws IOException {
        Path log = folder.resolve("run.log");
        Process process = new ProcessBuilder(unprivileged ? unprivileged(command) : command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        assertThat(process.exitValue()).as(Files.readString(log, UTF_8)).isZero();
    }

    /** setpriv becomes the program, so that a signal to the process hits the server. */
    private static List<String> unprivileged(List<String> command) {
        if (!IS_ROOT) {
            return command;
        }
        List<String> all = new ArrayList<>(List.of("setpriv", "--reuid=" + UNPRIVILEGED, "--clear-groups", "--"));
        all.addAll(command);
        return all;
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException ignored) {
            // What is left goes with the temporary folder of the machine.
        }
    }
}
