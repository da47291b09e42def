package dev.rendezvous.engine.decision;

import dev.rendezvous.engine.cell.LateJoiners;
import dev.rendezvous.engine.cell.RunSettings;
import dev.rendezvous.engine.cell.TurnCell.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** How the last round stands: which nodes are out of it, which may be in the next one, and whether it must be formed again. */
final class Standing {

    private final LastRound round;
    private final MemberList members;
    private final RunSettings settings;
    private final Set<Rule> rules;
    private final List<MemberEntry> eligible = new ArrayList<>();
    private final List<MemberEntry> outsiders;
    private final List<MemberEntry> in = new ArrayList<>();
    private final List<Long> out = new ArrayList<>();

    Standing(LastRound round, MemberList members, RunSettings settings, Set<Rule> rules) {
        this.round = round;
        this.members = members;
        this.settings = settings;
        this.rules = rules;
        round.members().list().forEach(this::place);
        Set<Long> inside = Set.copyOf(round.members().list());
        outsiders = members.entries().stream()
                .filter(entry -> !inside.contains(entry.order()) && entry.isEligible(settings))
                .toList();
        eligible.addAll(outsiders);
    }

    private void place(long order) {
        Optional<MemberEntry> entry = members.find(order);
        boolean stopped = entry.isEmpty() || entry.get().done() >= round.number();
        if (stopped && !round.end().hasFinished(order)) {
            out.add(order);
        }
        if (!stopped) {
            in.add(entry.get());
        }
        entry.filter(living -> stopped && living.isEligible(settings)).ifPresent(eligible::add);
    }

    /** The living members that have stopped, in rank order, then all others, by order. */
    List<MemberEntry> eligible() {
        return eligible;
    }

    /** Members that are gone or have stopped, and have not finished; in rank order. */
    List<Long> out() {
        return out;
    }

    /** Members that live and have not stopped. */
    List<MemberEntry> stillIn() {
        return in;
    }

    boolean isDrained() {
        return out.size() == round.members().size() || !rules.contains(Rule.SEAL_WHEN_DRAINED);
    }

    boolean haveAllFinished() {
        return round.members().list().stream().allMatch(round.end()::hasFinished);
    }

    boolean isBroken() {
        return round.members().size() > 0
                && (!out.isEmpty()
                        || (rules.contains(Rule.FAILURE_BREAKS)
                                && round.end().firstFailure().isPresent())
                        || round.end().goes(Way.REFORM)
                        || canDrain());
    }

    /** A member that drains breaks the round only if enough nodes stay. */
    private boolean canDrain() {
        Predicate<MemberEntry> drains = MemberEntry::drains;
        long staying = in.stream().filter(drains.negate()).count();
        return in.stream().anyMatch(drains) && staying + outsiders.size() >= settings.min();
    }

    boolean hasRoomForOutsider() {
        return round.members().size() > 0 && settings.lateJoiners() == LateJoiners.RESTART && fitting() > 0;
    }

    /** How many nodes outside the round would fit into it as it is. */
    int fitting() {
        int room = rules.contains(Rule.COUNT_WHO_FITS)
                ? Math.max(0, settings.max() - round.members().size())
                : settings.max();
        return Math.min(outsiders.size(), room);
    }
}
