package dev.rendezvous.processor.check;

import dev.rendezvous.index.IndexEntry;
import dev.rendezvous.index.IndexRecord;
import dev.rendezvous.index.text.Quote;
import dev.rendezvous.processor.model.RuntimeNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds names and aliases that several backends of one index claim. */
public final class DuplicateNames {

    private DuplicateNames() {}

    private record Claim(String text, String providerClass, String implementation, Place place) {

        String claimant() {
            return implementation + " (provider " + providerClass + ")";
        }
    }

    /** {@return what each side of a duplicate is to be told, by the side's provider class} */
    public static SortedMap<String, List<Finding>> in(Collection<IndexEntry> entries) {
        SortedMap<String, List<Claim>> claims = new TreeMap<>();
        for (IndexEntry entry : sorted(entries)) {
            if (entry.record().isPresent()) {
                collect(claims, entry.providerClass(), entry.record().get());
            }
        }
        SortedMap<String, List<Finding>> findings = new TreeMap<>();
        for (List<Claim> sides : claims.values()) {
            if (sides.size() > 1) {
                tellEach(findings, sides);
            }
        }
        return findings;
    }

    private static Collection<IndexEntry> sorted(Collection<IndexEntry> entries) {
        SortedMap<String, IndexEntry> sorted = new TreeMap<>();
        for (IndexEntry entry : entries) {
            sorted.put(entry.providerClass(), entry);
        }
        return sorted.values();
    }

    private static void collect(SortedMap<String, List<Claim>> claims, String providerClass, IndexRecord record) {
        claim(claims, providerClass, record, record.name(), Place.member(RuntimeNames.VALUE));
        for (int i = 0; i < record.aliases().size(); i++) {
            claim(claims, providerClass, record, record.aliases().get(i), Place.alias(i));
        }
    }

    private static void claim(
            SortedMap<String, List<Claim>> claims, String providerClass, IndexRecord record, String text, Place place) {
        claims.computeIfAbsent(text, key -> new ArrayList<>())
                .add(new Claim(text, providerClass, record.implementation(), place));
    }

    private static void tellEach(SortedMap<String, List<Finding>> findings, List<Claim> sides) {
        for (Claim side : sides) {
            String others = sides.stream()
                    .filter(other -> !other.equals(side))
                    .map(Claim::claimant)
                    .reduce((one, next) -> one + " and " + next)
                    .orElseThrow();
            findings.computeIfAbsent(side.providerClass(), key -> new ArrayList<>())
                    .add(Finding.of(
                            Message.NAME_TAKEN, side.place(), Quote.text(side.text()), side.claimant(), others));
        }
    }
}
