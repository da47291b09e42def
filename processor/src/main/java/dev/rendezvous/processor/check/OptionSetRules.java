package dev.rendezvous.processor.check;

import dev.rendezvous.index.declaration.DeclarationChecks;
import dev.rendezvous.index.declaration.DeclaredOption;
import dev.rendezvous.processor.model.BackendAnnotation;
import dev.rendezvous.processor.model.OptionSet;
import dev.rendezvous.processor.model.RuntimeNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks option sets: those that a backend names, and one where it is declared. */
public final class OptionSetRules {

    private OptionSetRules() {}

    /** {@return what is wrong with the classes that the annotation of a backend names} */
    static List<Finding> check(BackendAnnotation annotation) {
        List<Finding> findings = new ArrayList<>();
        Set<String> earlier = new HashSet<>();
        for (int i = 0; i < annotation.sets().size(); i++) {
            OptionSet set = annotation.sets().get(i);
            if (!earlier.add(set.className())) {
                findings.add(Finding.of(Message.REPEATED_OPTION_SET, Place.optionSet(i), set.className()));
            } else if (!set.isAnnotated()) {
                findings.add(Finding.of(Message.NO_OPTION_SET, Place.optionSet(i), set.className()));
            }
        }
        return findings;
    }

    /** {@return what is wrong with the options of a set, each at its place in the annotation of the set} */
    public static List<Finding> check(List<DeclaredOption> options) {
        return DeclarationChecks.check(options).stream()
                .map(problem -> Declared.finding(
                        problem, Place.option(RuntimeNames.VALUE, problem.index(), Declared.member(problem.rule()))))
                .toList();
    }
}
