package dev.rendezvous.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.RendezvousParameters;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {

    private static final String PROPERTY = "dev.rendezvous.log";

    @TempDir
    private Path dir;

    @Test
    void discoveryLogsOneLineWithTheProperty() throws Exception {
        try (URLClassLoader loader =
                PluginJar.loader(PluginJar.with("Alpha", "alpha").write(dir.resolve("a.jar")))) {
            assertThat(logged("true", () -> RendezvousRegistry.discovered(loader)))
                    .singleElement()
                    .asString()
                    .contains("discovered loader:", "1 indexes, 1 backends added", "0 problems");
        }
    }

    @Test
    void discoveryLogsBeforeItAsksAProvider() throws Exception {
        Path jar = PluginJar.empty()
                .backendWithoutIndex("Alpha", "alpha")
                .line(PluginJar.provider("Alpha"))
                .write(dir.resolve("a.jar"));
        try (URLClassLoader loader = PluginJar.loader(jar)) {
            assertThat(logged("true", () -> RendezvousRegistry.discovered(loader)))
                    .hasSize(2)
                    .first()
                    .asString()
                    .contains("Alpha_RendezvousProvider");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "false"})
    void discoveryLogsNothingWithoutTheProperty(String value) throws Exception {
        try (URLClassLoader loader =
                PluginJar.loader(PluginJar.with("Alpha", "alpha").write(dir.resolve("a.jar")))) {
            assertThat(logged(value, () -> RendezvousRegistry.discovered(loader)))
                    .isEmpty();
        }
    }

    /** {@return what the logger, which would write everything, gets with a value of the property} */
    private static List<String> logged(String value, Runnable discovery) {
        List<LogRecord> records = new ArrayList<>();
        Logger logger = Logger.getLogger("dev.rendezvous");
        Handler handler = new Collecting(records);
        String before = System.getProperty(PROPERTY, "");
        logger.addHandler(handler);
        logger.setLevel(Level.FINE);
        System.setProperty(PROPERTY, value);
        try {
            discovery.run();
        } finally {
            System.setProperty(PROPERTY, before);
            logger.setLevel(null);
            logger.removeHandler(handler);
        }
        return records.stream().map(LogRecord::getMessage).toList();
    }

    @Test
    void recordingHasEventsOfDiscoveriesAndHandlers() throws Exception {
        Path jar = PluginJar.with("Alpha", "alpha").write(dir.resolve("a.jar"));
        Path file = dir.resolve("recording.jfr");
        try (Recording recording = new Recording();
                URLClassLoader loader = PluginJar.loader(jar)) {
            recording.enable("dev.rendezvous.Discovery");
            recording.enable("dev.rendezvous.Handler");
            recording.start();
            RendezvousRegistry registry = RendezvousRegistry.discovered(loader);
            registry.createHandler(RendezvousParameters.builder("alpha").build())
                    .close();
            recording.stop();
            recording.dump(file);
        }

        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        assertThat(events)
                .extracting(event -> event.getEventType().getName())
                .containsExactlyInAnyOrder("dev.rendezvous.Discovery", "dev.rendezvous.Handler");
        assertThat(event(events, "dev.rendezvous.Discovery").getInt("added")).isEqualTo(1);
        assertThat(event(events, "dev.rendezvous.Handler").getString("backend")).isEqualTo("alpha");
        assertThat(event(events, "dev.rendezvous.Handler").getString("origin"))
                .isEqualTo(jar.toFile().toURI().toString());
        assertThat(events).allSatisfy(event -> assertThat(event.getDuration()).isPositive());
    }

    @Test
    void nothingIsWrittenToTheStandardOutput() throws Exception {
        Path jar = PluginJar.with("Alpha", "alpha").write(dir.resolve("a.jar"));
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try (URLClassLoader loader = PluginJar.loader(jar)) {
            RendezvousRegistry.discovered(loader)
                    .createHandler(RendezvousParameters.builder("alpha").build())
                    .close();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        assertThat(written.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private static RecordedEvent event(List<RecordedEvent> events, String name) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** A handler of the platform's logging that keeps what it is given. */
    private static final class Collecting extends Handler {
        private final List<LogRecord> records;

        Collecting(List<LogRecord> records) {
            this.records = records;
        }

        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
