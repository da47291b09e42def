package dev.rendezvous.engine.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KeysTest {

    @Test
    void idIsPercentEncodedInItsKey() {
        assertThat(Keys.member("a/b c")).isEqualTo("m/a%2Fb%20c");
        assertThat(Keys.member("..")).isEqualTo("m/%2E.");
        assertThat(Keys.idOf("m/a%2Fb%20c")).isEqualTo("a/b c");
    }

    @Test
    void idThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> Keys.encoded("ä".repeat(22)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("has 132 characters when it is percent-encoded; expected 1 to 128");
    }

    @Test
    void emptyIdIsRefused() {
        assertThatThrownBy(() -> Keys.encoded("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void defaultIdShortensALongAddress() {
        String id = Keys.defaultId("ä".repeat(100), 1_234_567, 3, "0123456789abcdef");

        assertThat(id).startsWith("ä".repeat(13) + "_1234567_3-");
        assertThat(Keys.encoded(id)).hasSizeLessThanOrEqualTo(128);
    }

    @Test
    void storeKeyThatIsTooLongIsRefused() {
        assertThat(Keys.stored(9, "x".repeat(175))).hasSize(5 + 175);
        assertThatThrownBy(() -> Keys.stored(9, "/".repeat(59)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has 177 characters");
    }

    @Test
    void keysOfEndsGiveTokenAndOrder() {
        assertThat(Keys.tokenOf(Keys.record(12, 34))).hasValue(12);
        assertThat(Keys.orderOf(Keys.record(12, 34))).hasValue(34);
        assertThat(Keys.tokenOf(Keys.turn(12))).hasValue(12);
        assertThat(Keys.orderOf(Keys.turn(12))).isEmpty();
        assertThat(Keys.tokenOf("e/x/m/1")).isEmpty();
    }
}
