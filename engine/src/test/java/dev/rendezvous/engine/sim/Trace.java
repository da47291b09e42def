package dev.rendezvous.engine.sim;

import java.util.ArrayDeque;
import java.util.Deque;

/** What happened, for people: the last lines of a schedule that failed. */
final class Trace {

    private static final int KEPT = 400;

    private final boolean on;
    private final Agenda agenda;
    private final Deque<String> lines = new ArrayDeque<>();

    Trace(boolean on, Agenda agenda) {
        this.on = on;
        this.agenda = agenda;
    }

    void say(String actor, String what, Object... details) {
        if (!on) {
            return;
        }
        lines.add(String.format("%9.3f s  %-10s ", agenda.now() / 1e9, actor) + Violation.fill(what, details));
        if (lines.size() > KEPT) {
            lines.remove();
        }
    }

    boolean isOn() {
        return on;
    }

    String text() {
        return String.join("\n", lines);
    }
}
