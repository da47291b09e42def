package dev.rendezvous.c10d.pickle;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes an immutable value of what a pickle has built. What occurs twice is copied twice, so that a few bytes can stand for a great
 * many values, or for a list that contains itself: hence the bounds.
 */
final class Freezer {

    private final PickleLimits limits;
    private int values;

    Freezer(PickleLimits limits) {
        this.limits = limits;
    }

    PickleValue freeze(Held held) throws PickleException {
        return freeze(held, 1);
    }

    private PickleValue freeze(Held held, int depth) throws PickleException {
        values++;
        if (values > limits.values()) {
            throw new PickleException("more than " + limits.values() + " values");
        }
        if (depth > limits.depth()) {
            throw new PickleException("values nested deeper than " + limits.depth());
        }
        if (held instanceof Held.Fixed fixed) {
            return fixed.value();
        }
        if (held instanceof Held.Global global) {
            return new PickleValue.Named(global.named());
        }
        return freeze((Held.Container) held, depth);
    }

    private PickleValue freeze(Held.Container container, int depth) throws PickleException {
        return switch (container.kind()) {
            case LIST -> new PickleValue.Sequence(true, items(container, depth));
            case TUPLE -> new PickleValue.Sequence(false, items(container, depth));
            case SET -> new PickleValue.Group(true, items(container, depth));
            case FROZENSET -> new PickleValue.Group(false, items(container, depth));
            case DICT -> new PickleValue.Mapping(entries(container, depth));
            case STATE -> new PickleValue.Instance(KnownGlobal.STATE, entries(container, depth));
            case NODE -> new PickleValue.Instance(KnownGlobal.NODE, entries(container, depth));
        };
    }

    private List<PickleValue> items(Held.Container container, int depth) throws PickleException {
        List<PickleValue> frozen = new ArrayList<>(container.items().size());
        for (Held item : container.items()) {
            frozen.add(freeze(item, depth + 1));
        }
        return frozen;
    }

    private List<PickleValue.Entry> entries(Held.Container container, int depth) throws PickleException {
        List<PickleValue.Entry> frozen = new ArrayList<>(container.items().size() / 2);
        for (int i = 0; i < container.items().size(); i += 2) {
            PickleValue key = freeze(container.items().get(i), depth + 1);
            frozen.add(new PickleValue.Entry(key, freeze(container.items().get(i + 1), depth + 1)));
        }
        return frozen;
    }
}
