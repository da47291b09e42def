package dev.rendezvous.index.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the word that a person most likely meant.
 *
 * @since 0.1
 */
public final class NearMiss {

    private NearMiss() {}

    /**
     * {@return the candidate that differs from the text in the fewest insertions, deletions, changes and swaps of
     * neighbours, letter case apart; empty when every candidate differs in more than a third of the text, or in more than
     * one place of a text of one or two characters}
     *
     * @param text what was written
     * @param candidates what could have been meant; of equally near ones the first in natural order is taken
     */
    public static Optional<String> of(String text, Collection<String> candidates) {
        String wanted = text.toLowerCase(Locale.ROOT);
        int limit = Math.max(1, wanted.length() / 3);
        String nearest = "";
        int least = limit + 1;
        for (String candidate : candidates) {
            if (Math.abs(candidate.length() - wanted.length()) > limit) {
                continue;
            }
            int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
            if (distance < least || (distance == least && distance <= limit && candidate.compareTo(nearest) < 0)) {
                nearest = candidate;
                least = distance;
            }
        }
        return least <= limit ? Optional.of(nearest) : Optional.empty();
    }

    /** The optimal string alignment distance, three rows at a time. */
    private static int distance(String a, String b) {
        int[] beforePrevious = new int[b.length() + 1];
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    current[j] = Math.min(current[j], beforePrevious[j - 2] + 1);
                }
            }
            int[] recycled = beforePrevious;
            beforePrevious = previous;
            previous = current;
            current = recycled;
        }
        return previous[b.length()];
    }
}
