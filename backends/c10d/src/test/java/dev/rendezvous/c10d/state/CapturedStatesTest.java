package dev.rendezvous.c10d.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousStateException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The states that PyTorch's own code of eleven releases stored. */
final class CapturedStatesTest {

    static List<CapturedState> states() {
        return CapturedState.all();
    }

    @Test
    void allStatesAreThere() {
        assertThat(states()).hasSize(64);
        assertThat(states().stream().map(CapturedState::family))
                .contains(Family.V1_13, Family.V2_0, Family.V2_3, Family.V2_6);
    }

    @ParameterizedTest
    @MethodSource("states")
    void capturedStateIsRead(CapturedState captured) {
        RunState state = new StateCodec(captured.family(), "k").decode(captured.bytes());
        assertThat(StateText.of(state, captured.family())).isEqualTo(captured.json());
        assertThat(state.others()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("states")
    void capturedStateIsWrittenAndReadBack(CapturedState captured) {
        StateCodec codec = new StateCodec(captured.family(), "k");
        RunState state = codec.decode(captured.bytes());
        assertThat(codec.decode(codec.encode(state))).isEqualTo(state);
    }

    @ParameterizedTest
    @MethodSource("states")
    void writtenStateIsAboutAsLongAsPythons(CapturedState captured) {
        StateCodec codec = new StateCodec(captured.family(), "k");
        byte[] ours = codec.encode(codec.decode(captured.bytes()));
        assertThat(ours.length).isLessThan(captured.bytes().length * 5 / 4 + 100);
    }

    /** What a state that has no nodes cannot show is left out. */
    @ParameterizedTest
    @MethodSource("states")
    void otherFamiliesRefuseIt(CapturedState captured) {
        for (Family other : Family.values()) {
            if (!captured.fits(other)) {
                assertThatThrownBy(() -> new StateCodec(other, "torch.rendezvous.job").decode(captured.bytes()))
                        .as(other.toString())
                        .isInstanceOf(RendezvousStateException.class)
                        .hasMessageContainingAll("torch.rendezvous.job", other.toString(), "peer");
            } else {
                assertThat(new StateCodec(other, "k").decode(captured.bytes())).isNotNull();
            }
        }
    }

    @Test
    void messageNamesFieldAndRelease() {
        CapturedState old = first(Family.V1_13);
        CapturedState naive = first(Family.V2_3);
        CapturedState aware = first(Family.V2_6);
        assertThat(problem(Family.V2_0, old)).contains("participants", "no field addr", "1.13 has fqdn");
        assertThat(problem(Family.V2_6, old)).contains("redundancy_list is missing", "1.13 to 2.2");
        assertThat(problem(Family.V2_0, naive)).contains("redundancy_list", "2.3 and later");
        assertThat(problem(Family.V2_6, naive)).contains("last_heartbeats", "no time zone");
        assertThat(problem(Family.V2_4, aware)).contains("last_heartbeats", "has a time zone");
    }

    private static CapturedState first(Family family) {
        return Stream.of(states())
                .flatMap(List::stream)
                .filter(state -> state.family() == family)
                .findFirst()
                .orElseThrow();
    }

    private static String problem(Family family, CapturedState captured) {
        try {
            new StateCodec(family, "k").decode(captured.bytes());
            return "";
        } catch (RendezvousStateException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
