package dev.rendezvous.launcher.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventTextTest {

    private static final Instant TIME = Instant.parse("2026-11-28T18:40:00Z");

    @Test
    void lineHasTheFieldsInOrder() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("rank", 5);
        details.put("healthy", false);
        details.put("seconds", 1.23456);
        details.put("message", "bad \"shard\"\n\u001b[31mé");
        JobEvent.Place place = new JobEvent.Place("train-42", "n3", "a1b2", 1, Optional.of(17L));

        assertThat(EventText.json(new JobEvent(TIME, 123_456_789, place, EventName.WORKER_EXIT, details)))
                .isEqualTo(
                        "{\"t\":\"2026-11-28T18:40:00.000Z\",\"mono\":123456789,\"run\":\"train-42\",\"node\":\"n3\","
                                + "\"inc\":\"a1b2\",\"round\":1,\"token\":17,\"event\":\"worker.exit\",\"rank\":5,"
                                + "\"healthy\":false,\"seconds\":1.235,\"message\":\"bad \\\"shard\\\"\\n\\u001B[31m\\u00E9\"}");
    }

    @Test
    void longMessageIsCut() {
        JobEvent.Place place = new JobEvent.Place("r", "n", "i", 0, Optional.empty());
        JobEvent event = new JobEvent(TIME, 1, place, EventName.WORKER_EXIT, Map.of("message", "x".repeat(100_000)));

        assertThat(EventText.json(event)).hasSizeLessThan(3_000).endsWith("x...\"}");
    }

    @Test
    void roundWithoutTokenHasNull() {
        JobEvent.Place place = new JobEvent.Place("r", "n", "i", 0, Optional.empty());

        assertThat(EventText.json(new JobEvent(TIME, 1, place, EventName.JOIN, Map.of())))
                .contains("\"round\":0,\"token\":null,\"event\":\"join\"}");
    }
}
