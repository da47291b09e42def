package dev.rendezvous.engine.sim;

import dev.rendezvous.engine.decision.Rule;
import dev.rendezvous.engine.sim.Simulation.Result;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * A negative control: one rule is broken, and the checkers must object.
 *
 * <p>The seeds are those that are known to show it. A change of the protocol or of the simulator may change what a seed means; then other seeds
 * are searched.
 */
enum Control {
    UNCONDITIONAL_SEAL(everybody(Breakage.UNCONDITIONAL_SEAL)),
    BLIND_RETRY(usual(Breakage.BLIND_RETRY)),
    SEAL_WHILE_MEMBERS_ARE_IN(Variant.USUAL.without(Rule.SEAL_WHEN_DRAINED)),
    WALL_CLOCKS_COMPARED(usual(Breakage.WALL_CLOCKS)),
    STALE_MEMBER_LIST(usual(Breakage.STALE_MEMBERS)),
    VERSIONS_RESTART(usual(Breakage.VERSIONS_RESTART)),
    FAIL_OVER_LOSES_WRITES(usual(Breakage.LOST_WRITES)),
    NO_TAKE_OVER(usual(Breakage.NO_TAKE_OVER)),
    EVENT_TRUSTED_AS_DATA(usual(Breakage.EVENTS_AS_DATA)),
    FIRST_ELIGIBLE_SEALS(everybody(Breakage.PREDECESSOR_LEADS).with(Twist.NO_LOOK)),
    ADDRESS_PUT_LATER(usual(Breakage.ADDRESS_LATER)),
    NUMBER_WANTED(usual(Breakage.WANTS_NUMBER)),
    MEMBERS_LISTED_BEFORE_SEAL(everybody(Breakage.MEMBERS_BEFORE_SEAL), 266),
    IDENTITY_BY_NAME(usual(Breakage.IDENTITY_BY_NAME)),
    NO_BASE_NUMBER(usual(Breakage.NO_BASE_NUMBER).with(Twist.MEMORY_LOSS)),
    HINT_LOST_DURING_READ(usual(Breakage.HINT_LOST_DURING_READ).with(Twist.HINTS_ONLY), 96),
    NO_LOOK_WHILE_HINTS_ARE_LOST(Variant.USUAL.with(Twist.NO_LOOK), 146),
    SPARES_COUNT_AS_WAITING(Variant.USUAL.without(Rule.COUNT_WHO_FITS)),
    ENDS_LISTED_BEFORE_MEMBERS(usual(Breakage.ENDS_BEFORE_MEMBERS)),
    NO_TURN(Variant.USUAL.without(Rule.TURN_DECIDES)),
    TURN_DELETED_AT_CLOSE(everybody(Breakage.TURN_DELETED_AT_CLOSE), 318),
    FAILURE_DOES_NOT_BREAK(Variant.USUAL.without(Rule.FAILURE_BREAKS), 215),
    NO_WATCH_ON_ENDS(usual(Breakage.NO_WATCH_ON_ENDS), 215),
    ROOT_CAUSE_BY_MEMBER_KEY(usual(Breakage.ROOT_BY_MEMBER_KEY), 320),
    FINISHED_IS_LEASED(usual(Breakage.FINISHED_IS_LEASED)),
    EACH_FAILURE_COUNTS(Variant.USUAL.without(Rule.FAILURE_COUNTS_ONCE)),
    CLOSE_ONLY_WHEN_DRAINED(Variant.USUAL.without(Rule.CLOSE_AT_ONCE), 215),
    RESTARTABLE_IGNORED(usual(Breakage.RESTARTABLE_IGNORED)),
    RECORD_AFTER_DONE(Variant.USUAL.without(Rule.RECORD_BEFORE_DONE), 92),
    LEFT_WITHOUT_RECORD(usual(Breakage.LEFT_UNTOLD)),
    FINISHED_WITHOUT_LEASE(usual(Breakage.FINISHED_WITHOUT_LEASE), 473),
    FULL_NOT_TOLD(usual(Breakage.FULL_UNTOLD).with(Twist.SHORT_JOIN, Twist.LATE_WAIT), 53, 146),
    NOTHING_SEEN(usual(Breakage.NO_SEEN).with(Twist.MEMORY_LOSS)),
    NOTHING_PUT_AGAIN(usual(Breakage.NOTHING_PUT_AGAIN).with(Twist.MEMORY_LOSS), 45);

    private final Variant variant;
    private final long[] seeds;

    Control(Variant variant, long... seeds) {
        this.variant = variant;
        this.seeds = seeds;
    }

    private static Variant usual(Breakage breakage) {
        return Variant.USUAL.breaking(breakage);
    }

    private static Variant everybody(Breakage breakage) {
        return usual(breakage).everybodyLeads();
    }

    Variant variant() {
        return variant;
    }

    /** The first schedule that shows it: of the known seeds, then of others. */
    Optional<Result> detection(int most) {
        return LongStream.concat(LongStream.of(seeds), LongStream.rangeClosed(1, most))
                .mapToObj(seed -> Simulation.run(seed, variant))
                .filter(result -> result.violation().isPresent())
                .findFirst();
    }
}
