package dev.rendezvous.launcher.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightSinkTest {

    @TempDir
    private Path folder;

    @Test
    void recordingHasTheEvents() throws Exception {
        Path file = folder.resolve("recording.jfr");
        JobEvent.Place place = new JobEvent.Place("r", "n", "i", 0, Optional.empty());
        try (Recording recording = new Recording();
                Journal journal = new Journal(place, List.of(new FlightSink()))) {
            recording.start();
            journal.round(3, Optional.of(17L));
            journal.log(EventName.ROUND_SEALED, Details.of("nodes", 2));
            recording.stop();
            recording.dump(file);
        }

        List<RecordedEvent> events = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("dev.rendezvous.run.round.sealed"))
                .toList();
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.getLong("round")).isEqualTo(3);
            assertThat(event.getLong("token")).isEqualTo(17);
            assertThat(event.getString("details")).isEqualTo("round.sealed nodes=2");
        });
    }
}
