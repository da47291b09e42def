package dev.rendezvous.processor.check;

import dev.rendezvous.index.declaration.DeclarationChecks;
import dev.rendezvous.index.declaration.DeclarationProblem;
import dev.rendezvous.index.declaration.DeclarationProblem.Rule;
import dev.rendezvous.index.declaration.DeclaredOption;
import dev.rendezvous.index.text.Quote;
import dev.rendezvous.processor.model.BackendAnnotation;
import dev.rendezvous.processor.model.OptionOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the place of each problem with a declaration. */
final class DeclarationRules {

    private final BackendAnnotation annotation;
    private final List<DeclaredOption> options;
    private final List<OptionOrigin> origins;

    private DeclarationRules(BackendAnnotation annotation) {
        this.annotation = annotation;
        this.options = annotation.declaration().options();
        this.origins = annotation.origins();
    }

    /**
     * {@return what is wrong with the annotation}
     *
     * @param annotation what it says
     * @param checkedSets the option sets whose options were checked where they are declared
     */
    static List<Finding> check(BackendAnnotation annotation, Set<String> checkedSets) {
        DeclarationRules rules = new DeclarationRules(annotation);
        List<Finding> findings = new ArrayList<>();
        for (DeclarationProblem problem : DeclarationChecks.check(annotation.declaration())) {
            if (!rules.isReportedAtItsSet(problem, checkedSets)) {
                findings.add(rules.finding(problem));
            }
        }
        return findings;
    }

    private boolean isReportedAtItsSet(DeclarationProblem problem, Set<String> checkedSets) {
        return setOf(problem)
                .filter(set -> problem.rule() != Rule.DISTINCT_OPTION || isWithinOneSet(problem))
                .filter(checkedSets::contains)
                .isPresent();
    }

    private Optional<String> setOf(DeclarationProblem problem) {
        return Declared.isOfOption(problem.rule()) ? setOf(origins.get(problem.index())) : Optional.empty();
    }

    private Optional<String> setOf(OptionOrigin origin) {
        return origin.set().map(set -> annotation.sets().get(set).className());
    }

    private boolean isWithinOneSet(DeclarationProblem repeated) {
        return first(repeated).set().equals(origins.get(repeated.index()).set());
    }

    private OptionOrigin first(DeclarationProblem repeated) {
        String name = options.get(repeated.index()).name();
        int first = 0;
        while (!options.get(first).name().equals(name)) {
            first++;
        }
        return origins.get(first);
    }

    private Finding finding(DeclarationProblem problem) {
        if (!Declared.isOfOption(problem.rule())) {
            return Declared.finding(problem, Declared.place(problem));
        }
        OptionOrigin origin = origins.get(problem.index());
        if (problem.rule() == Rule.DISTINCT_OPTION && !isWithinOneSet(problem)) {
            return Finding.of(
                    Message.REPEATED_OPTION,
                    Place.optionSet(origin.set().orElseThrow()),
                    "the option " + Quote.text(options.get(problem.index()).name()) + " is declared "
                            + by(first(problem)) + " and also " + by(origin) + "; remove one");
        }
        return origin.set().isEmpty()
                ? Declared.finding(problem, Declared.place(problem))
                : Finding.of(
                        Declared.message(problem.rule()),
                        Place.optionSet(origin.set().get()),
                        problem.text() + ", declared " + by(origin));
    }

    private String by(OptionOrigin origin) {
        return setOf(origin).map(set -> "by " + set).orElse("in options");
    }
}
