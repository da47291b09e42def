package dev.rendezvous.cli.inspect.verify;

import dev.rendezvous.cli.inspect.artifact.ClassFacts;
import dev.rendezvous.cli.inspect.artifact.ClassPath;
import dev.rendezvous.cli.inspect.artifact.Place;
import dev.rendezvous.cli.inspect.artifact.View;
import dev.rendezvous.index.IndexEntry;
import dev.rendezvous.index.IndexFile;
import dev.rendezvous.index.text.Quote;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where each provider is listed, and which providers claim each name or alias, over all artifacts. */
final class NameClaims {

    private static final int MAX_SHOWN = 5;

    private final SortedMap<String, List<Claim>> providers = new TreeMap<>();
    private final SortedMap<String, List<Claim>> names = new TreeMap<>();

    private NameClaims() {}

    private record Claim(String provider, Place place) {

        @Override
        public String toString() {
            return provider + " (" + place + ")";
        }
    }

    /** {@return a finding for each provider that is listed twice, and for each name that two providers claim} */
    static List<Finding> check(ClassPath classPath) {
        NameClaims claims = new NameClaims();
        classPath.views().forEach(view -> claims.collect(view, classPath));
        List<Finding> findings = new ArrayList<>();
        claims.providers.values().stream()
                .filter(sides -> sides.size() > 1)
                .forEach(sides -> findings.add(providerTwice(sides)));
        claims.names.forEach((name, sides) -> {
            if (sides.stream().map(Claim::provider).distinct().count() > 1) {
                findings.add(nameTwice(name, sides));
            }
        });
        return findings;
    }

    private void collect(View view, ClassPath classPath) {
        for (IndexFile.Line line : view.artifact().index().lines()) {
            IndexEntry entry = line.entry();
            Claim claim = new Claim(
                    entry.providerClass(), view.artifact().indexPlace().line(line.number()));
            providers
                    .computeIfAbsent(entry.providerClass(), key -> new ArrayList<>())
                    .add(claim);
            namesOf(entry, view, classPath)
                    .forEach(name -> names.computeIfAbsent(name, key -> new ArrayList<>())
                            .add(claim));
        }
    }

    /** What the registry goes by: the record, and where there is none, what the provider says when it is asked. */
    private static Set<String> namesOf(IndexEntry entry, View view, ClassPath classPath) {
        Set<String> claimed = new LinkedHashSet<>();
        entry.record()
                .ifPresentOrElse(
                        record -> {
                            claimed.add(record.name());
                            claimed.addAll(record.aliases());
                        },
                        () -> classPath
                                .find(entry.providerClass(), view)
                                .flatMap(ClassFacts::marker)
                                .ifPresent(marker -> claimed.add(marker.name())));
        return claimed;
    }

    private static Finding providerTwice(List<Claim> sides) {
        Claim first = sides.get(0);
        return Finding.of(
                Problem.PROVIDER_TWICE,
                first.place(),
                first.provider(),
                joined(sides.stream()
                        .skip(1)
                        .map(side -> side.place().toString())
                        .toList()));
    }

    private static Finding nameTwice(String name, List<Claim> sides) {
        Claim first = sides.get(0);
        return Finding.of(
                Problem.NAME_TWICE,
                first.place(),
                Quote.text(name),
                first.provider(),
                joined(sides.stream()
                        .filter(side -> !side.provider().equals(first.provider()))
                        .map(Claim::toString)
                        .toList()));
    }

    /** A hostile index can have one name a hundred thousand times. */
    private static String joined(List<String> sides) {
        String shown = sides.stream().limit(MAX_SHOWN).collect(Collectors.joining(" and "));
        return sides.size() > MAX_SHOWN ? shown + " and " + (sides.size() - MAX_SHOWN) + " more" : shown;
    }
}
