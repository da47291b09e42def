package dev.rendezvous.processor.check;

import dev.rendezvous.processor.model.BackendCandidate;
import dev.rendezvous.processor.model.ExecutableFacts;
import dev.rendezvous.processor.model.ExecutableFacts.Parameters;
import java.util.ArrayList;
import java.util.List;

/** Checks that an annotated method can be called by the provider as it stands. */
final class MethodRules {

    private MethodRules() {}

    static List<Finding> check(BackendCandidate candidate) {
        return check(candidate.method().orElseThrow());
    }

    private static List<Finding> check(ExecutableFacts method) {
        List<Finding> findings = new ArrayList<>();
        String signature = method.signature();
        if (!method.isStatic()) {
            findings.add(finding(Message.METHOD_NOT_STATIC, signature));
        }
        if (method.isPrivate()) {
            findings.add(finding(Message.PRIVATE_METHOD, signature));
        }
        if (method.parameters() != Parameters.RENDEZVOUS_PARAMETERS) {
            findings.add(finding(Message.METHOD_PARAMETERS, signature));
        }
        if (!method.returnsHandler()) {
            findings.add(finding(Message.METHOD_RETURN_TYPE, signature, method.returnType()));
        }
        if (!method.forbiddenExceptions().isEmpty()) {
            findings.add(finding(
                    Message.CHECKED_EXCEPTION,
                    "the method " + signature,
                    String.join(", ", method.forbiddenExceptions())));
        }
        return findings;
    }

    private static Finding finding(Message message, Object... arguments) {
        return Finding.of(message, Place.ANNOTATION, arguments);
    }
}
