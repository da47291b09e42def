package dev.rendezvous.c10d.pickle;

import java.util.ArrayList;
import java.util.List;

/**
 * What the stack of a pickle holds. A container may get its contents after it was put into another one, so it becomes a value only
 * when all is read.
 */
sealed interface Held {

    /** A value that does not change any more. */
    record Fixed(PickleValue value) implements Held {}

    /** A class or function. */
    record Global(KnownGlobal named) implements Held {}

    /** A container, or an object of one of the two classes. */
    final class Container implements Held {

        private final Kind kind;

        /** For a dict and an object: key, value, key, value. */
        private final List<Held> items = new ArrayList<>();

        Container(Kind kind) {
            this.kind = kind;
        }

        Container(Kind kind, List<Held> items) {
            this(kind);
            this.items.addAll(items);
        }

        Kind kind() {
            return kind;
        }

        List<Held> items() {
            return items;
        }
    }

    /** The kinds of containers. */
    enum Kind {
        LIST("a list"),
        TUPLE("a tuple"),
        SET("a set"),
        FROZENSET("a frozenset"),
        DICT("a dict"),
        STATE("a state"),
        NODE("a node");

        private final String shown;

        Kind(String shown) {
            this.shown = shown;
        }

        @Override
        public String toString() {
            return shown;
        }
    }
}
