package dev.rendezvous.launcher.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {

    private static final int MORE_THAN_ARE_KEPT = 20_000;

    private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    private Path folder;

    private static JobEvent event(EventName name) {
        JobEvent.Place place = new JobEvent.Place("r", "n", "i", 0, Optional.empty());
        return new JobEvent(Instant.now(), System.nanoTime(), place, name, Map.of());
    }

    private void write(Path path, int events) throws IOException {
        try (EventFile file = EventFile.open(path, complaints::add)) {
            for (int i = 0; i < events; i++) {
                file.take(event(EventName.JOIN));
            }
        }
    }

    @Test
    void linesAreAppended() throws Exception {
        Path path = folder.resolve("events.jsonl");
        write(path, 2);
        write(path, 1);

        assertThat(Files.readAllLines(path)).hasSize(3).allMatch(line -> line.endsWith("\"event\":\"join\"}"));
        assertThat(complaints).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void fullDiskIsReportedOnce() throws Exception {
        write(Path.of("/dev/full"), 3);

        assertThat(complaints).singleElement().asString().contains("/dev/full", "cannot be written", "the job goes on");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void pipeWithoutReaderDelaysNothing() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        long begun = System.nanoTime();
        write(pipe, MORE_THAN_ARE_KEPT);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
        assertThat(complaints).singleElement().asString().contains("is too slow");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void readerThatLeavesIsReportedOnce() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Process reader = new ProcessBuilder("head", "-n", "1", pipe.toString()).start();
        try (EventFile file = EventFile.open(pipe, complaints::add)) {
            file.take(event(EventName.JOIN));
            assertThat(reader.waitFor(30, TimeUnit.SECONDS)).isTrue();
            file.take(event(EventName.DRAIN));
            file.take(event(EventName.CLOSE));
        }

        assertThat(reader.inputReader().lines()).singleElement().asString().contains("join");
        assertThat(complaints).singleElement().asString().contains("cannot be written");
    }

    @Test
    void folderIsRefused() {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> write(folder, 1));
    }

    @Test
    void fileInAMissingFolderIsRefused() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> write(folder.resolve("missing").resolve("events"), 1));
    }
}
