package dev.rendezvous.processor.check;

import dev.rendezvous.processor.model.BackendCandidate;

import java.util.ArrayList;
import java.util.List;

/** All that is checked of one element by itself. */
public final class Rules {

    private Rules() {}

    public static List<Finding> check(BackendCandidate candidate) {
        if (!candidate.surroundings().readsRuntime()) {
            return List.of(Finding.of(Message.RUNTIME_MISSING, Place.ANNOTATION, candidate.element()));
        }
        List<Finding> findings = new ArrayList<>();
        findings.addAll(DeclarationRules.check(candidate.declaration()));
        findings.addAll(OptionRules.check(candidate.declaration().options()));
        findings.addAll(PlacementRules.check(candidate));
        findings.addAll(candidate.method().isPresent() ? MethodRules.check(candidate) : ShapeRules.check(candidate));
        if (findings.isEmpty()) {
            findings.addAll(LineRule.check(candidate));
        }
        return List.copyOf(findings);
    }
}
