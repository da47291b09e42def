package dev.rendezvous.engine.sim;

import dev.rendezvous.engine.decision.Rule;
import dev.rendezvous.engine.sim.Simulation.Result;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * A negative control: one rule is broken, and the checkers must object.
 *
 * <p>The seeds are those that are known to show it. A change of the protocol or of the simulator may change what a seed means; then other seeds
 * are searched.
 *
 * @param name what is broken
 * @param variant how
 * @param seeds known to show it
 */
record Control(String name, Variant variant, List<Long> seeds) {

    /** A strong control, which shows itself in the first schedules. */
    static final Control SEAL_WHILE_MEMBERS_ARE_IN =
            control("seal while members are in", Variant.USUAL.without(Rule.SEAL_WHEN_DRAINED));

    static List<Control> all() {
        return List.of(
                control("unconditional seal", everybody(Breakage.UNCONDITIONAL_SEAL)),
                control("blind retry", usual(Breakage.BLIND_RETRY)),
                SEAL_WHILE_MEMBERS_ARE_IN,
                control("wall clocks compared", usual(Breakage.WALL_CLOCKS)),
                control("stale member list", usual(Breakage.STALE_MEMBERS)),
                control("versions restart", usual(Breakage.VERSIONS_RESTART)),
                control("fail over loses writes", usual(Breakage.LOST_WRITES)),
                control("no take over", usual(Breakage.NO_TAKE_OVER)),
                control("event trusted as data", usual(Breakage.EVENTS_AS_DATA)),
                control(
                        "first eligible seals",
                        everybody(Breakage.PREDECESSOR_LEADS).with(Twist.NO_LOOK)),
                control("address put later", usual(Breakage.ADDRESS_LATER)),
                control("number wanted", usual(Breakage.WANTS_NUMBER)),
                control("members listed before seal", everybody(Breakage.MEMBERS_BEFORE_SEAL), 266L),
                control("identity by name", usual(Breakage.IDENTITY_BY_NAME)),
                control("no base number", usual(Breakage.NO_BASE_NUMBER).with(Twist.MEMORY_LOSS)),
                control(
                        "hint lost during read",
                        usual(Breakage.HINT_LOST_DURING_READ).with(Twist.HINTS_ONLY),
                        96L),
                control("no look while hints are lost", Variant.USUAL.with(Twist.NO_LOOK), 146L),
                control("spares count as waiting", Variant.USUAL.without(Rule.COUNT_WHO_FITS)),
                control("ends listed before members", usual(Breakage.ENDS_BEFORE_MEMBERS)),
                control("no turn", Variant.USUAL.without(Rule.TURN_DECIDES)),
                control("turn deleted at close", everybody(Breakage.TURN_DELETED_AT_CLOSE), 318L),
                control("failure does not break", Variant.USUAL.without(Rule.FAILURE_BREAKS), 215L),
                control("no watch on ends", usual(Breakage.NO_WATCH_ON_ENDS), 215L, 268L),
                control("root cause by member key", usual(Breakage.ROOT_BY_MEMBER_KEY), 320L, 396L),
                control("finished is leased", usual(Breakage.FINISHED_IS_LEASED)),
                control("each failure counts", Variant.USUAL.without(Rule.FAILURE_COUNTS_ONCE)),
                control("close only when drained", Variant.USUAL.without(Rule.CLOSE_AT_ONCE), 215L, 219L),
                control("restartable ignored", usual(Breakage.RESTARTABLE_IGNORED)),
                control("record after done", Variant.USUAL.without(Rule.RECORD_BEFORE_DONE), 92L, 160L),
                control("left without record", usual(Breakage.LEFT_UNTOLD)),
                control("finished without lease", usual(Breakage.FINISHED_WITHOUT_LEASE), 473L),
                control(
                        "full not told",
                        usual(Breakage.FULL_UNTOLD).with(Twist.SHORT_JOIN, Twist.LATE_WAIT),
                        53L,
                        146L),
                control("nothing seen", usual(Breakage.NO_SEEN).with(Twist.MEMORY_LOSS)),
                control("nothing put again", usual(Breakage.NOTHING_PUT_AGAIN).with(Twist.MEMORY_LOSS), 45L, 262L));
    }

    private static Control control(String name, Variant variant, Long... seeds) {
        return new Control(name, variant, List.of(seeds));
    }

    private static Variant usual(Breakage breakage) {
        return Variant.USUAL.breaking(breakage);
    }

    private static Variant everybody(Breakage breakage) {
        return usual(breakage).everybodyLeads();
    }

    /** The first schedule that shows it: of the known seeds, then of others. */
    Optional<Result> detection(int most) {
        return LongStream.concat(seeds.stream().mapToLong(Long::longValue), LongStream.rangeClosed(1, most))
                .mapToObj(seed -> Simulation.run(seed, variant))
                .filter(result -> result.violation().isPresent())
                .findFirst();
    }

    @Override
    public String toString() {
        return name;
    }
}
