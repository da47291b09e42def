package dev.rendezvous.registry.load;

import java.time.Duration;
import java.util.Collection;

/** What the registry says about providers and backends that cannot be loaded. Uses texts and descriptors only. */
public final class LoadMessages {

    private static final String STALE = "; the index is stale, build the jar again";
    private static final double MILLIS_PER_SECOND = 1000;

    private LoadMessages() {}

    // ---- classes that cannot be found

    static String fileGone(String missingClass, String file) {
        return missingClass + " cannot be loaded because the file " + file
                + " no longer exists; restore it, or discover the class loader again";
    }

    static String fileUnreadable(String missingClass, String file, Exception reason) {
        return missingClass + " cannot be loaded because " + file + " cannot be read: " + reason;
    }

    static String loaderClosed(String missingClass, String file) {
        return missingClass + " is in " + file
                + ", but the class loader is closed; discover a class loader that is open";
    }

    static String fileReplaced(String missingClass, String file) {
        return missingClass + " is in " + file
                + ", but the class loader does not find it: it opened the file before the file was replaced;"
                + " make a new class loader and discover that";
    }

    static String gluedLines(String missingClass, String first, String second) {
        return "two lines are glued: " + missingClass + " contains two class names, " + first + " and " + second
                + "; a tool joined two indexes and lost the line end between them, so add it";
    }

    static String notCompiled(String missingClass, String file) {
        return missingClass + " was generated but not compiled: " + file
                + " has its source and not its class; compile without -proc:only";
    }

    static String noClassOfPackage(String missingClass, String packageName, String file) {
        return notThere(missingClass) + ": " + file + " has no class of the package " + packageName
                + ", so the index was written and the classes were not; compile without -proc:only and build the jar again";
    }

    static String notInFile(String missingClass, String file) {
        return notThere(missingClass) + ": " + file + " has other classes of its package and not this one;"
                + " if a tool shrinks the jar, tell it to keep the class, otherwise do a clean build";
    }

    private static String notThere(String missingClass) {
        return "the class " + missingClass + " is not there, though the index lists it";
    }

    static String notFound(String missingClass) {
        return notThere(missingClass);
    }

    static String neededClass(String className, String needed) {
        return className + " needs a class that the loader cannot give: " + needed
                + "; add the jar that contains it to the path of the class loader";
    }

    static String neededClass(String className, String needed, String diagnosis) {
        return className + " needs the class " + needed + ", which cannot be loaded: " + diagnosis;
    }

    // ---- classes that cannot be linked, defined or initialised

    static String laterJava(String className, int running, String reason) {
        return className + " was compiled for a later Java than " + running + ": " + reason;
    }

    static String initializerFailed(String className, Throwable cause) {
        return "the static initializer of " + className + ", or of a class that it uses, threw " + cause;
    }

    static String initializerFailedBefore(String failedClass, String cause) {
        return "the static initializer of " + failedClass + " failed before in this JVM, which does not run it again"
                + (cause.isEmpty() ? "" : ": " + cause);
    }

    static String notDefined(String className, Throwable thrown) {
        return "the JVM refuses to define " + className + ", or a class that it uses: " + thrown
                + "; if the jar is signed or sealed, sign or seal it after all its classes are in it";
    }

    static String failedWith(String className, Throwable thrown) {
        return className + " failed with " + thrown;
    }

    static String failedWithoutMessage(String className, String thrownClass) {
        return className + " failed with " + thrownClass + ", whose message cannot be read";
    }

    // ---- providers that are not usable

    static String noDescriptor(String providerClass) {
        return providerClass + ".descriptor() returned null, expected a descriptor";
    }

    static String notAProvider(String providerClass, String service) {
        return providerClass + " does not implement " + service
                + "; list the generated class whose name ends with _RendezvousProvider";
    }

    static String otherApi(String providerClass, String service, String other, String ours) {
        return providerClass + " implements " + service + " of " + other + ", but this registry has that of " + ours
                + "; leave the rendezvous API out of the plugin, so that there is one copy";
    }

    static String notConstructible(String providerClass) {
        return providerClass + " is not a public class with a public constructor without parameters";
    }

    static String notProvided(Class<?> type, String service, Collection<String> providers) {
        return "the module " + type.getModule().getName() + " neither exports " + type.getPackageName()
                + " nor provides " + type.getName() + "; the line in its module-info must be: provides " + service
                + " with " + String.join(", ", providers) + ";";
    }

    /**
     * {@return that an index gives a provider another name}
     *
     * @param listed what the index says, the name and the aliases
     * @param providerClass the provider
     * @param told what the provider says, the name and the aliases
     */
    public static String staleName(String listed, String providerClass, String told) {
        return "the index calls it " + listed + ", but " + providerClass + " says " + told + STALE;
    }

    /**
     * {@return that a record differs from the provider that it describes}
     *
     * @param line the line of the index that lists the provider
     * @param what what differs
     * @param listed what the record says
     * @param providerClass the provider
     * @param told what the provider says
     */
    public static String staleRecord(int line, String what, Object listed, String providerClass, Object told) {
        return "line " + line + ": the " + what + " of the record is <" + listed + ">, but " + providerClass + " says <"
                + told + ">" + STALE;
    }

    // ---- providers that another thread is loading

    static String stuck(String providerClass, Thread thread, Duration timeout) {
        return thread == Thread.currentThread()
                ? providerClass + " asks for a handler of itself while it is being loaded"
                : "the thread \"" + thread.getName() + "\" has been loading " + providerClass + " for more than "
                        + timeout.toMillis() / MILLIS_PER_SECOND
                        + " s; its stack shows what the static initializer or constructor waits for";
    }

    static String interrupted(String providerClass) {
        return "interrupted while another thread loads " + providerClass;
    }
}
