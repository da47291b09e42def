package dev.rendezvous.c10d.state;

import dev.rendezvous.c10d.pickle.PickleValue;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of an object that was read, by name. Each may be taken once; those that are left are unknown ones, and are kept. */
final class Fields {

    private static final BigInteger LARGEST_ROUND = BigInteger.valueOf(Long.MAX_VALUE);

    private final String owner;
    private final Map<String, PickleValue> left = new LinkedHashMap<>();

    /**
     * Takes the fields of an object.
     *
     * @param owner before the name of a field, in messages
     */
    Fields(String owner, List<PickleValue.Entry> entries) throws StateException {
        this.owner = owner;
        for (PickleValue.Entry entry : entries) {
            if (!(entry.key() instanceof PickleValue.Text name)) {
                throw new StateException("a field of " + owner + " has a name that is not a text");
            }
            left.put(name.value(), entry.value());
        }
    }

    boolean has(String name) {
        return left.containsKey(name);
    }

    Map<String, PickleValue> unknown() {
        return left;
    }

    PickleValue take(String name) throws StateException {
        PickleValue value = left.remove(name);
        if (value == null) {
            throw new StateException("the field " + name + " of " + owner + " is missing");
        }
        return value;
    }

    /** Python takes the numbers 1 and 0 as well. */
    boolean takeBoolean(String name) throws StateException {
        PickleValue value = take(name);
        if (value == PickleValue.Constant.TRUE || value.equals(PickleValue.Whole.of(1))) {
            return true;
        }
        if (value == PickleValue.Constant.FALSE || value.equals(PickleValue.Whole.of(0))) {
            return false;
        }
        throw wrong(name, value, "True or False");
    }

    /** {@return a number that is not negative} */
    long takeNumber(String name) throws StateException {
        PickleValue value = take(name);
        if (value instanceof PickleValue.Whole whole
                && whole.value().signum() >= 0
                && whole.value().compareTo(LARGEST_ROUND) <= 0) {
            return whole.value().longValue();
        }
        throw wrong(name, value, "a number from 0 to 2^63-1");
    }

    String takeText(String name) throws StateException {
        PickleValue value = take(name);
        if (value instanceof PickleValue.Text text) {
            return text.value();
        }
        throw wrong(name, value, "a text");
    }

    Optional<PickleValue> takeUnlessNone(String name) throws StateException {
        return Optional.of(take(name)).filter(value -> value != PickleValue.Constant.NONE);
    }

    List<PickleValue.Entry> takeMapping(String name) throws StateException {
        PickleValue value = take(name);
        if (value instanceof PickleValue.Mapping mapping) {
            return mapping.entries();
        }
        throw wrong(name, value, "a dict");
    }

    /** {@return what is in a set} A list and a frozenset can be read, but PyTorch cannot change them, so they are written as a set. */
    List<PickleValue> takeItems(String name) throws StateException {
        PickleValue value = take(name);
        if (value instanceof PickleValue.Group group) {
            return group.items();
        }
        if (value instanceof PickleValue.Sequence sequence) {
            return sequence.items();
        }
        throw wrong(name, value, "a set");
    }

    StateException wrong(String name, PickleValue value, String expected) {
        return new StateException(
                "the field " + name + " of " + owner + " is " + Shown.of(value) + "; expected " + expected);
    }
}
