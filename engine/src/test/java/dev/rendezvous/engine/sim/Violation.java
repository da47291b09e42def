package dev.rendezvous.engine.sim;

/** An invariant was broken. Ends the schedule. */
final class Violation extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String invariant;

    Violation(String invariant, String what) {
        super(invariant + ": " + what);
        this.invariant = invariant;
    }

    String invariant() {
        return invariant;
    }

    /** Puts the details in the places of the pattern, each of which is a {@code %s}. */
    static String fill(String pattern, Object... details) {
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (Object detail : details) {
            int place = pattern.indexOf("%s", from);
            text.append(pattern, from, place).append(detail);
            from = place + 2;
        }
        return text.append(pattern, from, pattern.length()).toString();
    }

    static void unless(boolean holds, String invariant, String what, Object... details) {
        if (!holds) {
            throw new Violation(invariant, fill(what, details));
        }
    }
}
