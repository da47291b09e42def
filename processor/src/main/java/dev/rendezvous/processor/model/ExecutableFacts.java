package dev.rendezvous.processor.model;

import java.util.List;

/**
 * What the rules need to know of a constructor or a method.
 *
 * @param name its simple name; of a constructor that of its class
 * @param signature as messages show it, such as {@code TestBackend(java.lang.String)}
 * @param parameters what it takes
 * @param isPrivate whether it is private
 * @param isStatic whether it is static
 * @param forbiddenExceptions the checked exceptions that it throws, {@code InterruptedException} apart
 * @param returnType as messages show it
 * @param returnsHandler whether what it returns is a {@code RendezvousHandler}
 * @param deprecation whether its use makes the compiler warn
 */
public record ExecutableFacts(
        String name,
        String signature,
        Parameters parameters,
        boolean isPrivate,
        boolean isStatic,
        List<String> forbiddenExceptions,
        String returnType,
        boolean returnsHandler,
        Deprecation deprecation) {

    /** The parameter lists that the shapes tell apart. */
    public enum Parameters {
        NONE,
        RENDEZVOUS_PARAMETERS,
        OTHER
    }

    public ExecutableFacts {
        forbiddenExceptions = List.copyOf(forbiddenExceptions);
    }
}
