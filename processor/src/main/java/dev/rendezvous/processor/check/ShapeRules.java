package dev.rendezvous.processor.check;

import dev.rendezvous.processor.model.BackendCandidate;
import dev.rendezvous.processor.model.ClassFacts;
import dev.rendezvous.processor.model.ClassFacts.Trait;
import dev.rendezvous.processor.model.ExecutableFacts;
import dev.rendezvous.processor.model.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Checks that an annotated class has one of the two shapes, and not both. */
final class ShapeRules {

    private ShapeRules() {}

    static List<Finding> check(BackendCandidate candidate) {
        ClassFacts type = candidate.type();
        if (!type.is(Trait.CLASS)) {
            return List.of(finding(Message.NOT_A_CLASS, candidate.element(), type.kind()));
        }
        List<Finding> findings = new ArrayList<>();
        if (type.is(Trait.ABSTRACT)) {
            findings.add(finding(Message.ABSTRACT_CLASS, candidate.element()));
        }
        if (type.is(Trait.INNER)) {
            findings.add(finding(Message.INNER_CLASS, candidate.element()));
        }
        checkShape(candidate).ifPresent(findings::add);
        return findings;
    }

    private static Optional<Finding> checkShape(BackendCandidate candidate) {
        List<Shape> implemented = shapes(shape -> shape.isImplementedBy(candidate.type()));
        if (implemented.isEmpty()) {
            return Optional.of(finding(Message.NO_SHAPE, candidate.element()));
        }
        List<Shape> met = shapes(shape -> shape.isMetBy(candidate.type()));
        if (met.size() > 1) {
            return Optional.of(finding(Message.TWO_SHAPES, candidate.element(), expected(candidate, met, " and ")));
        }
        return met.isEmpty()
                ? Optional.of(noConstructor(candidate, implemented))
                : checkExceptions(
                        candidate.type().constructor(met.get(0).parameters()).orElseThrow());
    }

    private static List<Shape> shapes(Predicate<Shape> filter) {
        return Arrays.stream(Shape.values()).filter(filter).toList();
    }

    private static Finding noConstructor(BackendCandidate candidate, List<Shape> implemented) {
        for (Shape shape : implemented) {
            Optional<ExecutableFacts> hidden = candidate.type().constructor(shape.parameters());
            if (hidden.isPresent()) {
                return finding(Message.PRIVATE_CONSTRUCTOR, hidden.get().signature());
            }
        }
        String found = candidate.type().constructors().stream()
                .map(ExecutableFacts::signature)
                .collect(Collectors.joining(", "));
        return finding(Message.NO_CONSTRUCTOR, candidate.element(), expected(candidate, implemented, " or "), found);
    }

    private static Optional<Finding> checkExceptions(ExecutableFacts constructor) {
        return constructor.forbiddenExceptions().isEmpty()
                ? Optional.empty()
                : Optional.of(finding(
                        Message.CHECKED_EXCEPTION,
                        "the constructor " + constructor.signature(),
                        String.join(", ", constructor.forbiddenExceptions())));
    }

    private static String expected(BackendCandidate candidate, List<Shape> shapes, String separator) {
        String simpleName = candidate.classNames().get(candidate.classNames().size() - 1);
        return shapes.stream().map(shape -> simpleName + shape.parameterList()).collect(Collectors.joining(separator));
    }

    private static Finding finding(Message message, Object... arguments) {
        return Finding.of(message, Place.ANNOTATION, arguments);
    }
}
