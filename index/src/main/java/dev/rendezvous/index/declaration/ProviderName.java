package dev.rendezvous.index.declaration;

import java.util.List;
import java.util.Optional;

/**
 * The names of generated providers: {@code <Outer_Inner>_RendezvousProvider} for a class, and
 * {@code <Outer_Inner>_<method>_RendezvousProvider} for a method, in the package of the annotated element.
 *
 * @since 0.1
 */
public final class ProviderName {

    /** How the names of all generated providers end. */
    public static final String SUFFIX = "_RendezvousProvider";

    private ProviderName() {}

    /**
     * {@return the name of the provider, without its package}
     *
     * @param classNames the simple names of the annotated class, or of the class of the annotated method, and of the classes
     *     around it, the outermost first
     * @param method the annotated method, where it is one
     */
    public static String simple(List<String> classNames, Optional<String> method) {
        return String.join("_", classNames) + method.map(name -> "_" + name).orElse("") + SUFFIX;
    }

    /**
     * {@return the binary name of the provider}
     *
     * <p>A binary name does not tell a nested class from a class with a dollar sign in its own name. Each dollar sign is read as
     * a nested class here.
     *
     * @param implementation the binary name of the annotated class, or of the class of the annotated method
     * @param method the annotated method, where it is one
     */
    public static String of(String implementation, Optional<String> method) {
        int simpleName = implementation.lastIndexOf('.') + 1;
        List<String> classNames = List.of(implementation.substring(simpleName).split("\\$", -1));
        return implementation.substring(0, simpleName) + simple(classNames, method);
    }
}
