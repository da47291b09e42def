package dev.rendezvous.engine.sim;

import dev.rendezvous.engine.decision.Rule;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A kind of schedules.
 *
 * @param twists how they differ
 * @param broken what is broken from outside
 * @param rules what the nodes keep
 */
record Variant(Set<Twist> twists, Set<Breakage> broken, Set<Rule> rules) {

    static final Variant USUAL = new Variant(Set.of(), Set.of(), Rule.ALL);

    Variant with(Twist... more) {
        Set<Twist> all = EnumSet.noneOf(Twist.class);
        all.addAll(twists);
        all.addAll(Arrays.asList(more));
        return new Variant(all, broken, rules);
    }

    Variant breaking(Breakage breakage) {
        return new Variant(twists, EnumSet.of(breakage), rules);
    }

    Variant without(Rule... rule) {
        Set<Rule> fewer = EnumSet.copyOf(rules);
        fewer.removeAll(Arrays.asList(rule));
        return new Variant(twists, broken, fewer);
    }

    Variant everybodyLeads() {
        return without(Rule.OWNER_DECIDES);
    }

    boolean has(Twist twist) {
        return twists.contains(twist);
    }

    boolean breaks(Breakage breakage) {
        return broken.contains(breakage);
    }

    /** How long cells live that no lease holds; short enough in a calm schedule that a leader must touch them. */
    long linger() {
        return (has(Twist.CALM) ? 60 : 7_200) * Agenda.S;
    }

    @Override
    public String toString() {
        String missing = EnumSet.allOf(Rule.class).stream()
                .filter(rule -> !rules.contains(rule))
                .map(rule -> "no " + rule)
                .collect(Collectors.joining(", "));
        return "twists " + twists + ", broken " + broken + (missing.isEmpty() ? "" : ", " + missing);
    }
}
