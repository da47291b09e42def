package dev.rendezvous.engine.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.engine.cell.Samples.Sample;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CellTextTest {

    private static final int FUZZED = 4_000;

    private static List<Sample> samples() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyCellReadsBackAsItWas(Sample sample) {
        assertThat(sample.line()).startsWith("rdzv/1 ").matches("[!-~ ]*");
        assertThat(sample.read(sample.line())).isEqualTo(sample.cell());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void unknownFieldIsIgnored(Sample sample) {
        assertThat(sample.read(sample.line() + " later=1%2C2")).isEqualTo(sample.cell());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void unknownVersionIsToldWithKeyAndRemedy(Sample sample) {
        assertThatThrownBy(() -> sample.read(sample.line().replace("rdzv/1", "rdzv/7")))
                .isInstanceOf(CellFormatException.class)
                .hasMessage(
                        "the value of key the/key cannot be read: it is in format rdzv/7, and this node reads rdzv/1; "
                                + "run all nodes with one version of Rendezvous");
    }

    @Test
    void strangeValueIsToldWithItsBeginning() {
        assertThatThrownBy(() -> Seal.read("r/seal", "{\"json\":1}"))
                .hasMessageContaining("expected rdzv/1 at its start, but found \"{\"json\":1}\"");
    }

    @Test
    void missingFieldIsNamed() {
        assertThatThrownBy(() -> TurnCell.read("e/9/turn", "rdzv/1 turn=reform"))
                .hasMessage("the value of key e/9/turn cannot be read: field round is missing");
    }

    @Test
    void wrongConstantIsToldWithTheKnownOnes() {
        assertThatThrownBy(() -> TurnCell.read("e/9/turn", "rdzv/1 turn=left round=1"))
                .hasMessageEndingWith("field turn: expected one of ending, reform, but found \"left\"");
    }

    @Test
    void oversizedValueIsRefusedUnread() {
        assertThatThrownBy(() -> Seal.read("r/seal", "rdzv/1 " + "x".repeat(FieldReader.MAX_CHARACTERS)))
                .hasMessageContaining("expected at most 65536 characters, but it has 65543");
    }

    @Test
    void valueWithTooManyFieldsIsRefused() {
        StringBuilder line = new StringBuilder("rdzv/1");
        for (int i = 0; i < 65; i++) {
            line.append(" f").append(i).append("=1");
        }

        assertThatThrownBy(() -> Seal.read("r/seal", line.toString())).hasMessageContaining("at most 64 fields");
    }

    @Test
    void repeatedFieldIsRefused() {
        assertThatThrownBy(() -> TurnCell.read("t", "rdzv/1 turn=reform turn=ending round=1"))
                .hasMessageContaining("field turn is there twice");
    }

    @Test
    void messageIsCutAtAWholeCharacter() {
        PartRecord.Failed failed = new PartRecord.Failed(1, 0, 1, "n", -1, 1, true, "ä".repeat(300) + "𝄞");

        assertThat(failed.message()).isEqualTo("ä".repeat(256));
    }

    /** Seeded: each line is damaged at random places, and must be read, or refused with a message that names the key. */
    @ParameterizedTest
    @MethodSource("samples")
    void damagedLineIsReadOrRefusedByName(Sample sample) {
        for (int seed = 0; seed < FUZZED; seed++) {
            String damaged = damaged(sample.line(), new Random(seed));
            assertThatCode(() -> readOrRefuse(sample, damaged))
                    .as("seed %d: %s", seed, damaged)
                    .doesNotThrowAnyException();
        }
    }

    private static void readOrRefuse(Sample sample, String line) {
        try {
            assertThat(sample.read(line)).isNotNull();
        } catch (CellFormatException e) {
            assertThat(e.getMessage()).startsWith("the value of key the/key cannot be read: ");
        }
    }

    private static String damaged(String line, Random random) {
        StringBuilder text = new StringBuilder(line);
        for (int i = 1 + random.nextInt(4); i > 0 && text.length() > 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(5)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, "=+-,% 90\u0000\uD800".charAt(random.nextInt(10)));
                case 2 -> text.setCharAt(at, (char) random.nextInt(0x300));
                case 3 -> text.setLength(at);
                default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(30))));
            }
        }
        return text.toString();
    }
}
