package dev.rendezvous.fixed;

import java.util.ArrayList;
import java.util.List;

/**
 * The ranks for which a round waits.
 *
 * @param missing ranks that have not come
 * @param gaveUp ranks that came and gave up
 * @param gone ranks that came, have not left, and are not connected any more
 */
record Absence(List<Integer> missing, List<Integer> gaveUp, List<Integer> gone) {

    Absence {
        missing = List.copyOf(missing);
        gaveUp = List.copyOf(gaveUp);
        gone = List.copyOf(gone);
    }

    boolean isEmpty() {
        return missing.isEmpty() && gaveUp.isEmpty() && gone.isEmpty();
    }

    /** {@return the ranks as texts, those that have not come first} */
    List<String> ranks() {
        List<Integer> all = new ArrayList<>(missing);
        all.addAll(gaveUp);
        all.addAll(gone);
        return all.stream().map(rank -> "rank " + rank).toList();
    }

    /** {@return the ranks in a sentence} */
    String text() {
        List<String> parts = new ArrayList<>();
        if (!missing.isEmpty()) {
            parts.add(missing + " are missing");
        }
        if (!gaveUp.isEmpty()) {
            parts.add(gaveUp + " came and gave up");
        }
        if (!gone.isEmpty()) {
            parts.add(gone + " came and are not connected any more");
        }
        return String.join(", ", parts);
    }
}
