package dev.rendezvous.interop;

import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Skips what a {@link PeerCannot} names. */
final class PeerCannotCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        List<PeerCannot> limits =
                AnnotationSupport.findRepeatableAnnotations(context.getRequiredTestClass(), PeerCannot.class);
        String test = context.getTestMethod().map(method -> method.getName()).orElse("");
        return limits.stream()
                .filter(limit -> limit.test().equals(test))
                .findFirst()
                .map(limit -> ConditionEvaluationResult.disabled(limit.because()))
                .orElse(ConditionEvaluationResult.enabled("the peer can do it"));
    }
}
