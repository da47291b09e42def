package dev.rendezvous.processor.check;

import dev.rendezvous.index.declaration.BinaryName;
import dev.rendezvous.processor.model.BackendCandidate;
import dev.rendezvous.processor.model.ClassFacts.Trait;
import java.util.ArrayList;
import java.util.List;

/** Checks that the provider can reach the class, and that an index can list it. */
final class PlacementRules {

    private PlacementRules() {}

    static List<Finding> check(BackendCandidate candidate) {
        List<Finding> findings = new ArrayList<>();
        BinaryName.problemWith(candidate.implementationClass())
                .ifPresent(problem ->
                        findings.add(finding(Message.ILLEGAL_CLASS_NAME, candidate.implementationClass(), problem)));
        candidate.type().privateClass().ifPresent(found -> findings.add(finding(Message.PRIVATE_CLASS, found)));
        if (candidate.type().is(Trait.LOCAL)) {
            findings.add(finding(Message.LOCAL_CLASS, candidate.element()));
        }
        return findings;
    }

    private static Finding finding(Message message, Object... arguments) {
        return Finding.of(message, Place.ANNOTATION, arguments);
    }
}
