package dev.rendezvous.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.engine.spi.Check;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a check says of a service that does not answer. */
class SpaceCheckTest {

    private static final String ENDPOINT = "db.example:5432/jobs";
    private static final Duration BRIEF = Duration.ofMillis(700);

    private final Nodes nodes = new Nodes();

    @AfterEach
    void closeNodes() {
        nodes.close();
    }

    @Test
    void silenceIsReportedWithEndpointAndTime() throws Exception {
        InMemorySpace space = nodes.spaces().open(Nodes.RUN);
        space.faults().delayRequests(Duration.ofMinutes(10));
        List<Check> checks = handler(space).check(BRIEF);

        assertThat(checks)
                .filteredOn(check -> check.result() == Check.Result.FAIL)
                .isNotEmpty()
                .allSatisfy(check -> assertThat(check.detail())
                        .contains("memory at " + ENDPOINT, "no answer", "700 ms", "check the endpoint")
                        .doesNotContain("hidden"));
    }

    @Test
    void missingHintIsReportedWithTheEndpoint() throws Exception {
        InMemorySpace space = nodes.spaces().open(Nodes.RUN);
        space.faults().loseHints(100);
        List<Check> checks = handler(space).check(BRIEF);

        assertThat(checks)
                .filteredOn(check -> check.step().equals("notification"))
                .singleElement()
                .satisfies(
                        check -> assertThat(check.detail()).contains("memory at " + ENDPOINT, "no change", "700 ms"));
    }

    private ElasticHandler handler(InMemorySpace space) {
        return nodes.node(space, "a", 1, 1, builder -> builder.endpoint(ENDPOINT + "?user=alice&password=hidden"));
    }
}
