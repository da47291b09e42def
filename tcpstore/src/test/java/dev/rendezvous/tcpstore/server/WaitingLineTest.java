package dev.rendezvous.tcpstore.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingLineTest {

    private long now;
    private final WaitingLine<String> line = new WaitingLine<>(() -> now);
    private final List<String> served = new ArrayList<>();

    WaitingLineTest() {
        line.add("a");
        line.add("b");
        line.add("c");
    }

    @Test
    void turnEndsWhenItsTimeIsOver() {
        takeTurn(3, Duration.ofMillis(6));

        assertThat(served).containsExactly("a", "b");
        assertThat(line.size()).isEqualTo(1);
    }

    @Test
    void oneConnectionIsServedHoweverLongItTakes() {
        takeTurn(3, Duration.ofSeconds(1));
        takeTurn(2, Duration.ofSeconds(1));

        assertThat(served).containsExactly("a", "b");
    }

    @Test
    void connectionsThatJoinInATurnWait() {
        line.takeTurn(line.size(), served -> line.add(served));

        assertThat(line.size()).isEqualTo(3);
    }

    @Test
    void connectionThatWaitsAlreadyKeepsItsPlace() {
        line.add("a");
        takeTurn(1, Duration.ZERO);

        assertThat(served).containsExactly("a");
    }

    private void takeTurn(int count, Duration timeOfEach) {
        line.takeTurn(count, next -> {
            served.add(next);
            now += timeOfEach.toNanos();
        });
    }
}
