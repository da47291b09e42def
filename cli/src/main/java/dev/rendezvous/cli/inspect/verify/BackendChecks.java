package dev.rendezvous.cli.inspect.verify;

import dev.rendezvous.cli.inspect.artifact.Backend;
import dev.rendezvous.cli.inspect.artifact.ClassFacts;
import dev.rendezvous.cli.inspect.artifact.ClassPath;
import dev.rendezvous.cli.inspect.artifact.Marker;
import dev.rendezvous.cli.inspect.artifact.Place;
import dev.rendezvous.cli.inspect.artifact.View;
import dev.rendezvous.index.declaration.OptionName;
import dev.rendezvous.index.declaration.ValueNearMiss;
import dev.rendezvous.index.declaration.ValueType;
import dev.rendezvous.index.text.Quote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds each annotation against the indexes, and against what the processor would have said of it. */
final class BackendChecks {

    private final View view;
    private final ClassPath classPath;

    BackendChecks(View view, ClassPath classPath) {
        this.view = view;
        this.classPath = classPath;
    }

    List<Finding> check(ClassFacts type) {
        List<Finding> findings = new ArrayList<>();
        for (Backend backend : type.backends()) {
            if (!isIndexed(backend)) {
                findings.add(notIndexed(backend, type.place()));
            }
            backend.problem(backend.providerClass())
                    .ifPresent(problem ->
                            findings.add(Finding.of(Problem.NOT_INDEXABLE, type.place(), backend.element(), problem)));
            findings.addAll(checkOptions(backend, type.place()));
        }
        return findings;
    }

    /** By the name that the processor gives its provider, and for a provider that a tool has renamed by what that says. */
    boolean isIndexed(Backend backend) {
        return classPath.isListed(backend.providerClass())
                || classPath.isListed(new Marker(backend.implementation(), backend.name()));
    }

    private Finding notIndexed(Backend backend, Place place) {
        boolean isCompiled = classPath.find(backend.providerClass(), view).isPresent();
        return Finding.of(
                isCompiled ? Problem.NOT_LISTED : Problem.NOT_COMPILED,
                place,
                backend.element(),
                Quote.text(backend.name()),
                backend.providerClass());
    }

    private static List<Finding> checkOptions(Backend backend, Place place) {
        List<Finding> findings = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (Backend.Option option : backend.options()) {
            String key = Quote.text(option.name());
            OptionName.problemWith(option.name())
                    .or(() -> keys.add(option.name()) ? Optional.empty() : Optional.of("is declared twice"))
                    .ifPresent(problem ->
                            findings.add(Finding.of(Problem.OPTION_KEY, place, backend.element(), key, problem)));
            problemWithDefault(option)
                    .ifPresent(problem -> findings.add(Finding.of(
                            Problem.OPTION_DEFAULT,
                            place,
                            backend.element(),
                            key,
                            Quote.text(option.defaultValue()),
                            problem)));
        }
        return findings;
    }

    private static Optional<String> problemWithDefault(Backend.Option option) {
        if (option.defaultValue().isEmpty()) {
            return Optional.empty();
        }
        if (option.isRequired()) {
            return Optional.of("which it never takes, since the key must be given");
        }
        return type(option)
                .filter(type -> !type.accepts(option.defaultValue()))
                .map(type -> "expected " + type.expected() + nearMiss(type, option.defaultValue()));
    }

    /** A type of a later version is none of ours to judge. */
    private static Optional<ValueType> type(Backend.Option option) {
        return Arrays.stream(ValueType.values())
                .filter(type -> type.name().equals(option.type()))
                .findFirst();
    }

    private static String nearMiss(ValueType type, String value) {
        return ValueNearMiss.of(type, value)
                .map(near -> " (did you mean " + Quote.text(near) + "?)")
                .orElse("");
    }
}
