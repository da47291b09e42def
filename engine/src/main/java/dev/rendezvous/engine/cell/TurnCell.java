package dev.rendezvous.engine.cell;

/**
 * The cell {@code e/<token>/turn}: which way a round goes. The first writer wins.
 *
 * @param way the way
 * @param round the number of the round
 */
public record TurnCell(Way way, long round) {

    /** Where a round goes. */
    public enum Way {
        /** It ends the run. */
        ENDING,
        /** It is formed again. */
        REFORM
    }

    /** {@return the value} */
    public String line() {
        return new FieldWriter().constant("turn", way).number("round", round).line();
    }

    /**
     * Reads a value.
     *
     * @param key where it was found
     * @param line the value
     * @return the cell
     */
    public static TurnCell read(String key, String line) {
        FieldReader fields = FieldReader.of(key, line);
        return new TurnCell(fields.constant("turn", Way.class), fields.number("round", 1, Long.MAX_VALUE));
    }
}
