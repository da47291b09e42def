package dev.rendezvous.c10d.pickle;

import java.util.ArrayList;
import java.util.List;

/** The stack of a pickle, with its marks. It cannot outgrow the pickle: each entry takes a byte. */
final class PickleStack {

    private final PickleInput input;
    private final List<Held> entries = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();

    PickleStack(PickleInput input) {
        this.input = input;
    }

    void push(Held held) {
        entries.add(held);
    }

    void mark() {
        marks.add(entries.size());
    }

    Held top() throws PickleException {
        need(1);
        return entries.get(entries.size() - 1);
    }

    Held belowTop() throws PickleException {
        need(2);
        return entries.get(entries.size() - 2);
    }

    Held pop() throws PickleException {
        need(1);
        return entries.remove(entries.size() - 1);
    }

    List<Held> popLast(int count) throws PickleException {
        need(count);
        return popFrom(entries.size() - count);
    }

    List<Held> popToMark() throws PickleException {
        if (marks.isEmpty()) {
            throw new PickleException("no mark on the stack at byte " + input.position());
        }
        return popFrom(marks.remove(marks.size() - 1));
    }

    private List<Held> popFrom(int start) {
        List<Held> tail = entries.subList(start, entries.size());
        List<Held> popped = List.copyOf(tail);
        tail.clear();
        return popped;
    }

    Held onlyOne() throws PickleException {
        if (entries.size() != 1 || !marks.isEmpty()) {
            throw new PickleException("the pickle ends with " + entries.size() + " values on the stack; expected 1");
        }
        return entries.get(0);
    }

    /** A mark is a bound: what is below it belongs to another value. */
    private void need(int count) throws PickleException {
        int bottom = marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
        if (entries.size() - bottom < count) {
            throw new PickleException("too few values on the stack at byte " + input.position());
        }
    }
}
