package dev.rendezvous.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.testkit.JavaProcess;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {

    @TempDir
    private Path system;

    /** Makes a folder, prints its path, and waits for the end of its input. */
    static final class Owner {
        public static void main(String[] arguments) throws Exception {
            TemporaryFolder folder = TemporaryFolder.make();
            Files.createDirectory(folder.path().resolve("round-1"));
            System.out.println(folder.path());
            if (System.in.read() < 0 && arguments.length > 0) {
                Runtime.getRuntime().halt(1);
            }
            folder.close();
        }
    }

    private Process owner(String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                JavaProcess.java(),
                "-Djava.io.tmpdir=" + system,
                "-cp",
                System.getProperty("java.class.path"),
                Owner.class.getName());
        builder.command().addAll(List.of(arguments));
        return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static Path printed(Process owner) throws Exception {
        try (BufferedReader output = owner.inputReader()) {
            return Path.of(output.readLine());
        }
    }

    private static void makeOld(Path folder) throws Exception {
        Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
    }

    private static void runToTheEnd(Process owner) throws Exception {
        printed(owner);
        owner.getOutputStream().close();
        assertThat(owner.waitFor()).isZero();
    }

    @Test
    void nextAgentRemovesTheFolderOfKilledOne() throws Exception {
        Process killed = owner("halt");
        Path left = printed(killed);
        killed.destroyForcibly().waitFor();
        makeOld(left);

        runToTheEnd(owner());

        assertThat(system).isEmptyDirectory();
    }

    @Test
    void folderOfALiveAgentStays() throws Exception {
        Process live = owner();
        Path folder = printed(live);
        makeOld(folder);

        runToTheEnd(owner());

        assertThat(folder.resolve("round-1")).isDirectory();
        live.getOutputStream().close();
        assertThat(live.waitFor()).isZero();
        assertThat(system).isEmptyDirectory();
    }

    @Test
    void newFolderStaysWithoutALock() throws Exception {
        Path fresh = Files.createDirectory(system.resolve("rdzv-run-1"));
        Files.createFile(fresh.resolve("lock"));

        runToTheEnd(owner());

        assertThat(fresh).isNotEmptyDirectory();
    }

    @Test
    void linkLeadsToNoOtherFolder(@TempDir Path elsewhere) throws Exception {
        Files.createFile(elsewhere.resolve("lock"));
        makeOld(elsewhere);
        Files.createSymbolicLink(system.resolve("rdzv-run-2"), elsewhere);

        runToTheEnd(owner());

        assertThat(elsewhere.resolve("lock")).exists();
    }
}
