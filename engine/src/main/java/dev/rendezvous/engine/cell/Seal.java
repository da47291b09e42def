package dev.rendezvous.engine.cell;

import java.util.Optional;

/**
 * The cell {@code r/seal}: the members of the last round. Its version is the token of the round, as long as the run is not closed.
 *
 * @param number the number of the round; 0 if the run was closed before its first
 * @param members the orders of the members, in rank order
 * @param settings what the round was made with
 * @param failures how many rounds ended by failure
 * @param changes how many rounds ended otherwise
 * @param cause why the round was made
 * @param by the node that wrote the cell
 * @param closed how the run ended, if it has
 */
public record Seal(
        long number,
        Orders members,
        RunSettings settings,
        int failures,
        int changes,
        Cause cause,
        String by,
        Optional<Closed> closed) {

    /** What ended the round before. */
    public enum Cause {
        /** There was none. */
        START,
        /** The work of a member failed. */
        FAILED,
        /** A member left that had announced it. */
        DRAINED,
        /** A member left. */
        LEFT,
        /** A member vanished. */
        LOST,
        /** A node joined. */
        JOINED,
        /** A member asked for a new round. */
        RESTARTED
    }

    /** {@return the cell of a run that was closed before its first round} */
    public static Seal unsealed(RunSettings settings, String by) {
        return new Seal(0, Orders.none(), settings, 0, 0, Cause.START, by, Optional.empty());
    }

    /** {@return this cell, closed} */
    public Seal closedBy(Closed ending) {
        return new Seal(number, members, settings, failures, changes, cause, by, Optional.of(ending));
    }

    /** {@return the value} */
    public String line() {
        FieldWriter fields = settings.write(new FieldWriter().number("number", number));
        fields.number("n", members.size())
                .number("failures", failures)
                .number("changes", changes)
                .constant("cause", cause)
                .optionalText("by", by);
        closed.ifPresent(ending -> ending.write(fields));
        return fields.optionalText("members", members.text()).line();
    }

    /** {@return whether the value is longer than every service accepts} */
    public boolean isTooLong() {
        return line().length() > FieldReader.MAX_CHARACTERS;
    }

    /**
     * Reads a value.
     *
     * @param key where it was found
     * @param line the value
     * @return the cell
     */
    public static Seal read(String key, String line) {
        FieldReader fields = FieldReader.of(key, line);
        return new Seal(
                fields.number("number", 0, Long.MAX_VALUE - 1),
                Orders.parse(fields, "members", fields.integer("n", 0, Orders.MAX)),
                RunSettings.read(fields),
                fields.integer("failures", 0, Integer.MAX_VALUE - 1),
                fields.integer("changes", 0, Integer.MAX_VALUE - 1),
                fields.constant("cause", Cause.class),
                fields.text("by", ""),
                Closed.read(fields));
    }
}
