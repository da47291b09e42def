package dev.rendezvous.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndingTest {

    @Test
    void endingMadeByACallerHasNoRoot() {
        Ending ending = Ending.of(Ending.Why.STOPPED, 75, "closed by host-1");

        assertThat(ending.root()).isEmpty();
        assertThat(ending.by()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 256})
    void endingRefusesACodeNoProcessCanHave(int code) {
        assertThatThrownBy(() -> Ending.of(Ending.Why.FAILED, code, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("code of an ending: expected 0 to 255, but got " + code);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 256})
    void failureRefusesACodeOfSuccess(int code) {
        assertThatThrownBy(() -> new Failure(-1, code, "", true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected 1 to 255, but got " + code);
    }
}
