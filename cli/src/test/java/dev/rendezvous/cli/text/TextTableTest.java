package dev.rendezvous.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        TextTable table = new TextTable("A", "LONG HEADER", "C");
        table.row("wide cell", "x", "1");
        table.row("\uD83D\uDE80", "", "22");

        assertThat(table.lines())
                .containsExactly(
                        "A          LONG HEADER  C",
                        "wide cell  x            1",
                        "\uD83D\uDE80                       22");
    }

    @Test
    void noLineEndsWithABlank() {
        TextTable table = new TextTable("NAME", "REST");
        table.row("a", "");

        assertThat(table.lines()).containsExactly("NAME  REST", "a");
    }

    @Test
    void rowWithWrongNumberOfCellsIsRefused() {
        TextTable table = new TextTable("A", "B");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.row("one"))
                .withMessage("1 cells under a header of 2");
    }
}
