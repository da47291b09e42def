package dev.rendezvous.c10d.cell;

import dev.rendezvous.c10d.rule.Action;
import dev.rendezvous.c10d.rule.Change;
import dev.rendezvous.c10d.rule.Rules;
import dev.rendezvous.c10d.rule.Silence;
import dev.rendezvous.c10d.rule.View;
import dev.rendezvous.c10d.state.Node;
import dev.rendezvous.c10d.state.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a node remembers of the states that it has read: which nodes have been silent, since when, and the latest state. */
final class Knowledge {

    private static final System.Logger LOGGER = System.getLogger(Knowledge.class.getName());

    private final Node me;
    private final Rules rules;
    private final Clocks clocks;
    private final Silence silence;
    private final ClockCheck clockCheck;
    private Duration lastBeat;
    private Optional<Instant> deadline = Optional.empty();
    private Duration deadlineSeen;
    private RunState latest = RunState.EMPTY;
    private Duration read;
    private boolean isRead;

    Knowledge(Node me, Rules rules, Clocks clocks) {
        this.me = me;
        this.rules = rules;
        this.clocks = clocks;
        this.silence = new Silence(me, rules);
        this.clockCheck = new ClockCheck(me, rules.keepAlive());
        this.lastBeat = clocks.elapsed();
        this.deadlineSeen = lastBeat;
        this.read = lastBeat;
    }

    /** {@return the state that was read, without dead nodes} */
    synchronized RunState of(Seen seen) {
        Duration now = clocks.elapsed();
        RunState stored = seen.stateOrEmpty();
        clockCheck.look(stored, clocks.now()).ifPresent(problem -> LOGGER.log(System.Logger.Level.WARNING, problem));
        RunState state = Change.without(stored, silence.dead(stored, now), rules);
        if (!state.deadline().equals(deadline)) {
            deadline = state.deadline();
            deadlineSeen = now;
        }
        latest = state;
        read = now;
        isRead = true;
        return state;
    }

    synchronized View view(RunState state, Duration late) {
        Duration now = clocks.elapsed();
        return new View(
                me,
                state,
                rules,
                clocks.now(),
                late,
                now.minus(lastBeat),
                deadline.isPresent() ? now.minus(deadlineSeen) : Duration.ZERO);
    }

    synchronized void wrote(Action action) {
        if (action.isBeat()) {
            lastBeat = clocks.elapsed();
        }
    }

    synchronized Duration untilBeat() {
        return rules.keepAlive().minus(clocks.elapsed().minus(lastBeat));
    }

    /** {@return the latest state, if it was read up to this time ago} */
    synchronized Optional<RunState> within(Duration age) {
        return isRead && clocks.elapsed().minus(read).compareTo(age) <= 0 ? Optional.of(latest) : Optional.empty();
    }
}
