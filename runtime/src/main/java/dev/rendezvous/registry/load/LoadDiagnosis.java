package dev.rendezvous.registry.load;

import dev.rendezvous.registry.source.ClassSource;
import dev.rendezvous.registry.source.Origin;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Why the classes of one provider cannot be loaded, linked, defined or initialised. Looks causes up where it can, and remembers
 * why a static initializer failed, because the JVM tells that only once.
 */
public final class LoadDiagnosis {

    /** How the JVM's message begins when a class is used whose initializer failed before. */
    private static final String NOT_INITIALIZED = "Could not initialize class ";

    private static final Set<String> DEFINING = Set.of("defineClass", "preDefineClass");

    private final ClassSource classes;
    private final Origin origin;
    private Map<String, Throwable> initializerFailures = Map.of();

    LoadDiagnosis(ClassSource classes, Origin origin) {
        this.classes = classes;
        this.origin = origin;
    }

    /**
     * {@return whether the JVM threw it while it defined a class: for instance because signers differ, a package is sealed, or a
     * class differs from its signature} Such an exception is not one of the backend, although it comes out of the backend's code.
     *
     * @param thrown what came out of the backend's code
     */
    public static boolean isOfDefinition(RuntimeException thrown) {
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (!"java.base".equals(frame.getModuleName())) {
                return false;
            }
            if (frame.getClassName().endsWith("ClassLoader") && DEFINING.contains(frame.getMethodName())) {
                return true;
            }
        }
        return false;
    }

    /**
     * {@return the cause of a failed initializer, if the error is a later one of the same class} From the second use on, the JVM
     * throws a bare {@link NoClassDefFoundError}, so the first error of each class is kept.
     *
     * @param thrown the error
     */
    public synchronized Throwable remembered(Throwable thrown) {
        Throwable cause = thrown.getCause();
        if (thrown instanceof ExceptionInInitializerError && cause != null) {
            for (StackTraceElement frame : cause.getStackTrace()) {
                if (frame.getMethodName().equals("<clinit>")) {
                    initializerFailures = new HashMap<>(initializerFailures);
                    initializerFailures.putIfAbsent(NOT_INITIALIZED + frame.getClassName(), thrown);
                }
            }
        }
        boolean isBare = thrown instanceof NoClassDefFoundError && !initializerFailures.isEmpty();
        return isBare ? initializerFailures.getOrDefault(String.valueOf(thrown.getMessage()), thrown) : thrown;
    }

    /**
     * {@return why a class could not be loaded or used} The class of an exception may be one of the jar, and may itself throw.
     *
     * @param className the class
     * @param thrown what was thrown
     */
    public String of(String className, Throwable thrown) {
        try {
            return describe(className, thrown);
        } catch (RuntimeException | Error unreadable) {
            return LoadMessages.failedWithoutMessage(
                    className, thrown.getClass().getName());
        }
    }

    private String describe(String className, Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        if (thrown instanceof ClassNotFoundException) {
            return new MissingClass(className, classes, origin).diagnosis().orElse(LoadMessages.notFound(className));
        }
        if (thrown instanceof UnsupportedClassVersionError) {
            return LoadMessages.laterJava(className, Runtime.version().feature(), message);
        }
        if (thrown instanceof ExceptionInInitializerError && thrown.getCause() != null) {
            return LoadMessages.initializerFailed(className, thrown.getCause());
        }
        if (thrown instanceof NoClassDefFoundError notFound) {
            return describe(className, notFound, message);
        }
        return thrown instanceof SecurityException
                ? LoadMessages.notDefined(className, thrown)
                : LoadMessages.failedWith(className, thrown);
    }

    private String describe(String className, NoClassDefFoundError thrown, String message) {
        if (message.startsWith(NOT_INITIALIZED)) {
            String cause = thrown.getCause() == null
                    ? ""
                    : String.valueOf(thrown.getCause().getMessage());
            return LoadMessages.initializerFailedBefore(message.substring(NOT_INITIALIZED.length()), cause);
        }
        // Such as "com/acme/A (wrong name: com/acme/a)": a class was found, and is another one.
        if (message.indexOf(' ') >= 0) {
            return LoadMessages.failedWith(className, thrown);
        }
        String needed = message.replace('/', '.');
        return new MissingClass(needed, classes, origin)
                .diagnosisIfOfOrigin()
                .map(diagnosis -> LoadMessages.neededClass(className, needed, diagnosis))
                .orElse(LoadMessages.neededClass(className, message));
    }
}
