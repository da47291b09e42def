package dev.rendezvous.processor.check;

import dev.rendezvous.processor.model.BackendCandidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** All checks of one backend by itself. */
public final class Rules {

    private Rules() {}

    /**
     * {@return what is wrong with the backend}
     *
     * @param candidate what is known of it
     * @param checkedSets the option sets whose options were checked where they are declared
     */
    public static List<Finding> check(BackendCandidate candidate, Set<String> checkedSets) {
        if (!candidate.surroundings().readsRuntime()) {
            return List.of(Finding.of(Message.RUNTIME_MISSING, Place.ANNOTATION, candidate.element()));
        }
        List<Finding> findings = new ArrayList<>();
        findings.addAll(DeclarationRules.check(candidate.annotation(), checkedSets));
        findings.addAll(OptionSetRules.check(candidate.annotation()));
        findings.addAll(PlacementRules.check(candidate));
        findings.addAll(candidate.method().isPresent() ? MethodRules.check(candidate) : ShapeRules.check(candidate));
        if (findings.isEmpty()) {
            findings.addAll(LineRule.check(candidate));
        }
        return List.copyOf(findings);
    }
}
