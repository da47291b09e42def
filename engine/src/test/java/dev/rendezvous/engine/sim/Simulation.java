package dev.rendezvous.engine.sim;

import java.util.Optional;

/** Runs schedules by seed. */
final class Simulation {

    private Simulation() {}

    /**
     * What came of a schedule.
     *
     * @param seed of the schedule
     * @param violation what was broken, if anything was
     * @param rounds how many rounds were made
     * @param events how many events there were
     */
    record Result(long seed, Optional<Violation> violation, int rounds, long events) {}

    static Result run(long seed, Variant variant) {
        World world = new World(seed, variant, false);
        try {
            world.run();
            return new Result(
                    seed, Optional.empty(), world.rounds(), world.agenda().executed());
        } catch (Violation violation) {
            return new Result(
                    seed, Optional.of(violation), world.rounds(), world.agenda().executed());
        }
    }

    /** The last lines of a schedule, and its violation. */
    static String trace(long seed, Variant variant) {
        World world = new World(seed, variant, true);
        String end = "no violation";
        try {
            world.run();
        } catch (Violation violation) {
            end = String.valueOf(violation.getMessage());
        }
        return "schedule " + seed + " of " + variant + "\n" + world.trace().text() + "\n" + end;
    }
}
