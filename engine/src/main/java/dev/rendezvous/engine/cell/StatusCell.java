package dev.rendezvous.engine.cell;

/**
 * The cell {@code r/status}: which node leads, and what the leader says of the last round.
 *
 * @param leader the id of the leader
 * @param lease the number that the leader gave its lease
 * @param address the address of the leader
 * @param round the number of the round, or 0
 * @param token the token of the round, or 0
 * @param waiting how many nodes wait to be let in
 * @param broken whether the round is to be formed again
 * @param full why nodes that join need not hope for this round
 * @param settings the settings of the leader
 */
public record StatusCell(
        String leader,
        long lease,
        String address,
        long round,
        long token,
        int waiting,
        boolean broken,
        Full full,
        RunSettings settings) {

    /** Why a round takes no more nodes. */
    public enum Full {
        /** It does. */
        NO,
        /** It has as many as allowed. */
        MAX,
        /** It is ending. */
        ENDING,
        /** Late nodes wait. */
        WAIT
    }

    /** {@return whether a node that acts on this cell may see the difference to the other at once; the mere count may come late} */
    public boolean differsVisiblyFrom(StatusCell other) {
        return token != other.token
                || round != other.round
                || broken != other.broken
                || waiting > 0 != other.waiting > 0
                || full != other.full;
    }

    /** {@return the value} */
    public String line() {
        FieldWriter fields = new FieldWriter()
                .text("leader", leader)
                .number("lease", lease)
                .optionalText("addr", address)
                .number("round", round)
                .number("token", token)
                .number("waiting", waiting)
                .flag("broken", broken);
        if (full != Full.NO) {
            fields.constant("full", full);
        }
        return settings.write(fields).line();
    }

    /**
     * Reads a value.
     *
     * @param key where it was found
     * @param line the value
     * @return the cell
     */
    public static StatusCell read(String key, String line) {
        FieldReader fields = FieldReader.of(key, line);
        return new StatusCell(
                fields.text("leader"),
                fields.number("lease", 1, Long.MAX_VALUE),
                fields.text("addr", ""),
                fields.number("round", 0, Long.MAX_VALUE),
                fields.number("token", 0, Long.MAX_VALUE),
                fields.integer("waiting", 0, Orders.MAX),
                fields.flag("broken"),
                fields.has("full") ? fields.constant("full", Full.class) : Full.NO,
                RunSettings.read(fields));
    }
}
