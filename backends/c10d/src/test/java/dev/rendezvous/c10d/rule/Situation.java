package dev.rendezvous.c10d.rule;

import dev.rendezvous.c10d.state.Draft;
import dev.rendezvous.c10d.state.Node;
import dev.rendezvous.c10d.state.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** What a node may know: a state and the times. By default it has time left, and has just said that it is there. */
final class Situation {

    static final Instant NOW = Instant.parse("2026-11-28T19:48:10.123456Z");
    static final Duration INTERVAL = Duration.ofSeconds(30);
    static final Duration LAST_CALL = Duration.ofSeconds(60);
    static final Node ME = new Node("dummy", 1, 1);

    private Rules rules = new Rules(1, 2, LAST_CALL, INTERVAL, 3, true);
    private final Draft draft = Draft.of(RunState.EMPTY);
    private Duration late = Duration.ofSeconds(-10);
    private Duration sinceBeat = Duration.ZERO;
    private Duration sinceDeadline = Duration.ZERO;

    static Node node(int number) {
        return new Node("dummy" + number, 1, 1);
    }

    /** {@return a situation with other nodes in the round} */
    static Situation with(int others) {
        Situation situation = new Situation();
        for (int i = 1; i <= others; i++) {
            situation.draft.participants().put(node(i), 0);
            situation.draft.beat(node(i), NOW);
        }
        return situation;
    }

    Situation nodes(int min, int max) {
        rules = new Rules(min, max, LAST_CALL, INTERVAL, 3, rules.hasRedundancyList());
        return this;
    }

    Situation withoutRedundancyList() {
        rules = new Rules(rules.min(), rules.max(), LAST_CALL, INTERVAL, 3, false);
        return this;
    }

    Situation state(Consumer<Draft> change) {
        change.accept(draft);
        return this;
    }

    Situation participating() {
        draft.participants().put(ME, 0);
        draft.beat(ME, NOW);
        return this;
    }

    Situation waiting() {
        draft.waitList().add(ME);
        draft.beat(ME, NOW);
        return this;
    }

    Situation standingBy() {
        draft.redundancyList().add(ME);
        draft.beat(ME, NOW);
        return this;
    }

    Situation complete() {
        draft.complete();
        return this;
    }

    Situation closed() {
        draft.close();
        return this;
    }

    Situation late(Duration by) {
        late = by;
        return this;
    }

    Situation sinceBeat(Duration time) {
        sinceBeat = time;
        return this;
    }

    Situation deadline(Instant moment, Duration seenSince) {
        draft.deadline(moment);
        sinceDeadline = seenSince;
        return this;
    }

    View view() {
        return new View(ME, draft.state(), rules, NOW, late, sinceBeat, sinceDeadline);
    }

    RunState after(Action action) {
        return Change.of(action, view());
    }
}
