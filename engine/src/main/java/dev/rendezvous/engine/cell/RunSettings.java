package dev.rendezvous.engine.cell;

/**
 * What all nodes of a run must agree on.
 *
 * @param min the fewest nodes of a round
 * @param max the most nodes of a round
 * @param job a fingerprint of the job, or empty
 * @param maxFailures how many rounds may fail, or {@link #UNLIMITED}
 * @param lateJoiners what a late node does to a round that has room
 */
public record RunSettings(int min, int max, String job, int maxFailures, LateJoiners lateJoiners) {

    /** Any number of rounds may fail. */
    public static final int UNLIMITED = -1;

    /** {@return settings with the defaults of the options} */
    public static RunSettings of(int min, int max) {
        return new RunSettings(min, max, "", UNLIMITED, LateJoiners.RESTART);
    }

    /** {@return whether so many failures are more than allowed} */
    public boolean forbids(int failures) {
        return maxFailures != UNLIMITED && failures > maxFailures;
    }

    /** {@return the settings for a message} */
    public String describe() {
        return "min " + min + ", max " + max + (job.isEmpty() ? "" : ", job " + job)
                + (maxFailures == UNLIMITED ? "" : ", max_failures " + maxFailures)
                + (lateJoiners == LateJoiners.RESTART ? "" : ", late_joiners wait");
    }

    FieldWriter write(FieldWriter fields) {
        fields.number("min", min).number("max", max).optionalText("job", job);
        if (maxFailures != UNLIMITED) {
            fields.number("max_failures", maxFailures);
        }
        return lateJoiners == LateJoiners.RESTART ? fields : fields.constant("late_joiners", lateJoiners);
    }

    static RunSettings read(FieldReader fields) {
        return new RunSettings(
                fields.integer("min", 1, Orders.MAX),
                fields.integer("max", 1, Orders.MAX),
                fields.text("job", ""),
                fields.integer("max_failures", 0, Integer.MAX_VALUE, UNLIMITED),
                fields.has("late_joiners") ? fields.constant("late_joiners", LateJoiners.class) : LateJoiners.RESTART);
    }
}
