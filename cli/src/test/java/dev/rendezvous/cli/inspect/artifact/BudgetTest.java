package dev.rendezvous.cli.inspect.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import org.junit.jupiter.api.Test;

class BudgetTest {

    private static final int BYTES = 100_000;

    private final Endless endless = new Endless();
    private final Budget budget = new Budget(2, BYTES);

    /** Zeros that do not end before a hundred megabytes, so that a test of broken code does. */
    private static final class Endless extends InputStream {

        private int left = 100 << 20;

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int given = Math.min(left, length);
            left -= given;
            return given == 0 && length > 0 ? -1 : given;
        }

        int given() {
            return (100 << 20) - left;
        }
    }

    @Test
    void fileIsReadUntilTheBudgetEnds() {
        assertThatThrownBy(() -> budget.read(() -> endless, (buffer, length) -> {}))
                .isInstanceOf(TooLargeException.class);

        assertThat(endless.given()).isBetween(BYTES, BYTES + (1 << 16));
        assertThat(budget.isSpent()).isTrue();
        assertThat(budget.problem()).hasValueSatisfying(text -> assertThat(text).contains("100000 bytes"));
    }

    @Test
    void oversizedFileIsReadOneByteBeyondLimit() {
        assertThatThrownBy(() -> budget.read(() -> endless, 10))
                .isInstanceOf(TooLargeException.class)
                .hasMessage("has more than 10 bytes");

        assertThat(endless.given()).isEqualTo(11);
        assertThat(budget.isSpent()).isFalse();
    }

    @Test
    void filesAreCounted() {
        assertThat(budget.takeFile()).isTrue();
        assertThat(budget.takeFile()).isTrue();
        assertThat(budget.problem()).isEmpty();
        assertThat(budget.takeFile()).isFalse();
        assertThat(budget.problem()).hasValueSatisfying(text -> assertThat(text).contains("2 files"));
    }
}
