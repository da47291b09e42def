package dev.rendezvous.cli.inspect.verify;

import dev.rendezvous.cli.inspect.artifact.Backend;
import dev.rendezvous.cli.inspect.artifact.ClassFacts;
import dev.rendezvous.cli.inspect.artifact.ClassPath;
import dev.rendezvous.cli.inspect.artifact.Marker;
import dev.rendezvous.cli.inspect.artifact.Place;
import dev.rendezvous.cli.inspect.artifact.View;
import dev.rendezvous.index.declaration.DeclarationChecks;
import dev.rendezvous.index.declaration.DeclarationProblem;
import dev.rendezvous.index.declaration.DeclaredOption;
import dev.rendezvous.index.text.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /** A set of options may have changed since the backend was compiled. One that is in none of the artifacts is not judged. */
    private List<Finding> checkOptions(Backend backend, Place place) {
        List<Finding> findings = new ArrayList<>();
        List<DeclaredOption> options = new ArrayList<>(backend.options());
        for (String name : backend.optionSets()) {
            Optional<ClassFacts> set = classPath.find(name, view);
            if (set.isPresent() && set.get().optionSet().isEmpty()) {
                findings.add(Finding.of(Problem.OPTION_SET, place, backend.element(), name));
            }
            set.flatMap(ClassFacts::optionSet).ifPresent(options::addAll);
        }
        DeclarationChecks.check(options)
                .forEach(problem -> findings.add(Finding.of(kind(problem), place, backend.element(), problem.text())));
        return findings;
    }

    private static Problem kind(DeclarationProblem problem) {
        return switch (problem.rule()) {
            case DEFAULT, REQUIRED_WITHOUT_DEFAULT -> Problem.OPTION_DEFAULT;
            default -> Problem.OPTION_KEY;
        };
    }
}
