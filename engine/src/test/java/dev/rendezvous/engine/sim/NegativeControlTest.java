package dev.rendezvous.engine.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.engine.sim.Simulation.Result;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A checker that cannot fail proves nothing: each control breaks one rule, and a schedule must show it. The known seeds run first, then up to 300
 * others; {@code -Drendezvous.simulation.controls} asks for more.
 */
@Tag("simulation")
@Timeout(value = 2, unit = TimeUnit.HOURS)
class NegativeControlTest {

    private static final int MOST = Integer.getInteger("rendezvous.simulation.controls", 300);

    private static List<Control> controls() {
        return Control.all();
    }

    @ParameterizedTest
    @MethodSource("controls")
    void brokenRuleIsNoticed(Control control, TestReporter reporter) {
        Optional<Result> detection = control.detection(MOST);

        assertThat(detection).as("%s in %s schedules", control, MOST).isPresent();
        detection
                .flatMap(Result::violation)
                .ifPresent(violation -> reporter.publishEntry(
                        control.name(), "seed " + detection.get().seed() + ": " + violation.getMessage()));
    }
}
