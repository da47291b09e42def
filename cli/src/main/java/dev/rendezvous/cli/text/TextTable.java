package dev.rendezvous.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Lays out rows of cells in columns, two blanks apart, as wide as their widest cell. */
public final class TextTable {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    /**
     * Starts a table.
     *
     * @param header the names of the columns
     */
    public TextTable(String... header) {
        rows.add(List.of(header));
    }

    /**
     * Adds a row with as many cells as the header.
     *
     * @param cells the cells
     */
    public void row(String... cells) {
        if (cells.length != rows.get(0).size()) {
            throw new IllegalArgumentException(
                    cells.length + " cells under a header of " + rows.get(0).size());
        }
        rows.add(List.of(cells));
    }

    /** {@return the lines, without blanks at their ends} */
    public List<String> lines() {
        int[] widths = IntStream.range(0, rows.get(0).size()).map(this::width).toArray();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            String cell = row.get(i);
            line.append(cell).append(" ".repeat(widths[i] - length(cell))).append(GAP);
        }
        return line.toString().stripTrailing();
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
