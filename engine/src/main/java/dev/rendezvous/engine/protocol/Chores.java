package dev.rendezvous.engine.protocol;

import dev.rendezvous.engine.decision.Rule;
import java.util.List;

/** The sequence in which a node sees to its subjects. */
final class Chores {

    /** A record goes before everything else: before the node says that it is done, and before it gives up its lease. */
    private static final List<Chore> PRESENT = List.of(
            new Parts(),
            new Forgets(),
            new Leases(),
            new Members(),
            new Looks(),
            new Closings(),
            new Explanations(),
            new OwnKeys(),
            new Candidates(),
            new Leads());

    private static final List<Chore> LEAVING = List.of(new Parts(), new Leaves());

    private static final List<Chore> RECORD_AFTER_DONE = List.of(
            new Forgets(),
            new Leases(),
            new Members(),
            new Parts(),
            new Looks(),
            new Closings(),
            new Explanations(),
            new OwnKeys(),
            new Candidates(),
            new Leads());

    private Chores() {}

    static Step attempt(Step step, Context x) {
        Step next = Leases.keepAlive(step, x);
        for (Chore chore : due(next.state(), x)) {
            if (!next.isFree(x)) {
                return next;
            }
            next = chore.attempt(next, x);
        }
        return next;
    }

    private static List<Chore> due(State state, Context x) {
        if (state.wish().leaving().isPresent()) {
            return LEAVING;
        }
        return x.settings().keeps(Rule.RECORD_BEFORE_DONE) ? PRESENT : RECORD_AFTER_DONE;
    }
}
