package dev.rendezvous.c10d.pickle;

import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/** A value of Python. Immutable. */
public sealed interface PickleValue {

    /** The values that exist once. */
    enum Constant implements PickleValue {
        /** {@code None}. */
        NONE,
        /** {@code True}. */
        TRUE,
        /** {@code False}. */
        FALSE
    }

    /**
     * An {@code int}.
     *
     * @param value of any size
     */
    record Whole(BigInteger value) implements PickleValue {

        /** {@return the value of a number} */
        public static Whole of(long number) {
            return new Whole(BigInteger.valueOf(number));
        }
    }

    /**
     * A {@code float}.
     *
     * @param value the number
     */
    record Real(double value) implements PickleValue {}

    /**
     * A {@code str}.
     *
     * @param value without lone surrogates
     */
    record Text(String value) implements PickleValue {}

    /**
     * A {@code bytes}.
     *
     * @param latin1 a character from 0 to 255 for each byte
     */
    record Octets(String latin1) implements PickleValue {}

    /**
     * A {@code list} or a {@code tuple}.
     *
     * @param mutable true for a list
     * @param items in their order
     */
    record Sequence(boolean mutable, List<PickleValue> items) implements PickleValue {

        /** Copies the items. */
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /**
     * A {@code set} or a {@code frozenset}.
     *
     * @param mutable true for a set
     * @param items in the order of the pickle
     */
    record Group(boolean mutable, List<PickleValue> items) implements PickleValue {

        /** Copies the items. */
        public Group {
            items = List.copyOf(items);
        }
    }

    /**
     * A {@code dict}.
     *
     * @param entries in the order of the pickle; a key may come twice, and the later one counts
     */
    record Mapping(List<Entry> entries) implements PickleValue {

        /** Copies the entries. */
        public Mapping {
            entries = List.copyOf(entries);
        }
    }

    /**
     * A key and its value. Not a value itself.
     *
     * @param key the key
     * @param value its value
     */
    record Entry(PickleValue key, PickleValue value) {}

    /**
     * An object of the two classes of a rendezvous.
     *
     * @param type its class
     * @param fields their names, which are texts, and values
     */
    record Instance(KnownGlobal type, List<Entry> fields) implements PickleValue {

        /** Copies the fields. */
        public Instance {
            fields = List.copyOf(fields);
        }
    }

    /**
     * A {@code datetime.datetime}.
     *
     * @param time to the microsecond
     * @param offset of its time zone; empty for a naive one
     */
    record Moment(LocalDateTime time, Optional<Duration> offset) implements PickleValue {}

    /**
     * A {@code datetime.timedelta}.
     *
     * @param length to the microsecond
     */
    record Span(Duration length) implements PickleValue {}

    /**
     * A {@code datetime.timezone} without a name.
     *
     * @param offset less than a day in either direction
     */
    record Zone(Duration offset) implements PickleValue {}

    /**
     * A class or function that is a value.
     *
     * @param named which
     */
    record Named(KnownGlobal named) implements PickleValue {}
}
