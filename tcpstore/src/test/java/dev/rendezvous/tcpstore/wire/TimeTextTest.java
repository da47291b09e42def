package dev.rendezvous.tcpstore.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTextTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT5S, 5 s",
        "PT90S, 90 s",
        "PT1M, 1 min",
        "PT10M, 10 min",
        "PT60M, 1 h",
        "P1D, 24 h",
        "PT0.5S, 500 ms",
        "PT1.05S, 1050 ms",
        "PT0.0000015S, PT0.0000015S",
        "PT-2S, -2 s",
        "PT2562047788015215H30M7S, 9223372036854775807 s"
    })
    void aTimeIsToldInTheLargestUnitThatFits(Duration time, String text) {
        assertThat(TimeText.of(time)).isEqualTo(text);
    }
}
