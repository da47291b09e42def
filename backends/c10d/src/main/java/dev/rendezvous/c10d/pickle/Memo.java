package dev.rendezvous.c10d.pickle;

import java.util.HashMap;
import java.util.Map;

/** The values of a pickle that may be mentioned again. A map, since a pickle may choose the numbers. */
final class Memo {

    private final PickleInput input;
    private final PickleLimits limits;
    private final Map<Integer, Held> kept = new HashMap<>();

    Memo(PickleInput input, PickleLimits limits) {
        this.input = input;
        this.limits = limits;
    }

    void addNext(Held held) throws PickleException {
        put(kept.size(), held);
    }

    void put(int number, Held held) throws PickleException {
        if (number < 0 || kept.size() >= limits.memo()) {
            throw new PickleException("a memo of more than " + limits.memo() + " entries at byte " + input.position());
        }
        kept.put(number, held);
    }

    Held get(int number) throws PickleException {
        Held held = kept.get(number);
        if (held == null) {
            throw new PickleException(
                    "the memo has no entry " + Integer.toUnsignedString(number) + " at byte " + input.position());
        }
        return held;
    }
}
