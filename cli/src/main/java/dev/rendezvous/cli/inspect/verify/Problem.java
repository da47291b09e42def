package dev.rendezvous.cli.inspect.verify;

import java.util.Locale;

/**
 * The sentences of a verification, each with its fix. The ids are a promise to scripts, and {@code docs/command.md} has a line
 * for each.
 */
public enum Problem {
    /** Bytes that are no jar, no class file, or cannot be got at. */
    UNREADABLE("it %1$s", "build or fetch the file again"),

    /** The rest of it was not read. */
    TOO_LARGE("it %1$s", "check where this file comes from; it exceeds any plausible size"),

    /** Class loaders and other tools may take different ones. */
    FILE_TWICE(
            "it %1$s; the findings are about the one that a class loader takes",
            "pack the jar again with each file once; duplicate entries can hide the code that actually runs"),

    /** An entry of a manifest that a class loader passes over in silence. */
    CLASS_PATH_ENTRY("%1$s", "%2$s"),

    /** The same jars then give other backends on Java 17 than on later ones. */
    JAR_INDEX("%1$s", "%2$s"),

    /** A check of the folder would miss them. */
    JARS_BELOW("%1$s", "%2$s"),

    /** A folder above or below the one that was meant. */
    MISPLACED("it %1$s", "name the folder in which the packages of the classes begin"),

    /** What the index reader passes over. */
    BAD_LINE("%1$s", "do a clean build, or remove the line if it was written by hand"),

    /** A stale line, as deleting or renaming leaves it. */
    PROVIDER_ABSENT(
            "%1$s is listed, but there is no such class",
            "do a clean build; if the class lies in another jar, verify the two together"),

    /** A tool joined files, the first of which has no final line end. */
    LINES_GLUED(
            "two lines are glued: %1$s contains two class names, %2$s and %3$s",
            "add the line end between them, and let the tool that joins the files add it"),

    /** Listed by hand, and the wrong class. */
    NOT_A_PROVIDER(
            "%1$s does not implement dev.rendezvous.spi.RendezvousBackendProvider",
            "name the generated class, whose name ends with _RendezvousProvider, or implement the interface"),

    /** A {@code ServiceLoader} would refuse it as well. */
    NOT_CONSTRUCTIBLE(
            "%1$s is not a public class with a public constructor without parameters",
            "make the class and the constructor public; the class may not be abstract"),

    /** A stale line whose generated class is still there. */
    BACKEND_ABSENT(
            "%1$s is listed, but the backend %2$s that it makes is not there",
            "do a clean build; if the backend lies in another jar, verify the two together"),

    /** No processor is called when the last annotation goes. */
    ANNOTATION_GONE(
            "%1$s is listed, but %2$s carries no @RendezvousBackend(%3$s)",
            "do a clean build; an incremental one does not remove what no annotation asks for any more"),

    /** The class was compiled without the processor after its annotation was edited. */
    NAME_CHANGED(
            "%1$s is listed as %3$s, but %2$s carries @RendezvousBackend(%4$s)",
            "do a clean build, with rendezvous-processor on the processor path"),

    /** The processor did not run. */
    NOT_COMPILED(
            "%1$s carries @RendezvousBackend(%2$s), but has no provider and is not listed",
            "compile it with rendezvous-processor on the processor path; from JDK 23 on, javac runs only processors on that path"),

    /** A packager or a partial compile lost the line. */
    NOT_LISTED(
            "%1$s carries @RendezvousBackend(%2$s), but its provider %3$s is not listed",
            "let the tool that packs the jar merge the files of META-INF/services, or do a clean build"),

    /** The processor would have refused it, and so did not run. */
    NOT_INDEXABLE(
            "the @RendezvousBackend of %1$s cannot be indexed: %2$s",
            "correct the annotation, and compile it with rendezvous-processor on the processor path"),

    /** As above; at run time the key could not be written. */
    OPTION_KEY(
            "in the @RendezvousBackend of %1$s, %2$s",
            "correct the annotation, and compile it with rendezvous-processor on the processor path"),

    /** As above; at run time the backend would stumble over its own default. */
    OPTION_DEFAULT(
            "in the @RendezvousBackend of %1$s, %2$s",
            "correct the annotation, and compile it with rendezvous-processor on the processor path"),

    /** The jar of the set was replaced after the backend was compiled. */
    OPTION_SET(
            "the @RendezvousBackend of %1$s takes options from %2$s, which carries no @RendezvousBackend.Options",
            "compile it with rendezvous-processor on the processor path, against the jar that has the options"),

    /** Slower, never wrong. */
    RECORD_MISSING("%1$s has no record, so it has to be loaded to be listed", "add the line: %2$s"),

    /** The registry would list what is not so. */
    RECORD_DIFFERS(
            "the record of %1$s differs from the annotation of %2$s",
            "do a clean build, or replace it with the line: %3$s"),

    /** What relocation leaves, and an edit by hand. */
    RECORD_ORPHANED(
            "the record is about %1$s, which is not listed",
            "remove the line; the tool that renamed the class should rename or drop its records too"),

    /** Several jars of one class path list one class. */
    PROVIDER_TWICE("%1$s is also listed by %2$s", "leave one of the jars out"),

    /** Two backends claim one name or alias. */
    NAME_TWICE(
            "the name %1$s is claimed by %2$s, and also by %3$s",
            "give one of them another name, leave one of the jars out,"
                    + " or settle it in the application with RendezvousRegistry.prefer"),

    /** The module system reads no service file. */
    NOT_PROVIDED(
            "the module %1$s does not provide %2$s",
            "make it say: provides dev.rendezvous.spi.RendezvousBackendProvider with %3$s;"),

    /** A class that a tool has removed, and a module does not start without. */
    PROVIDED_ABSENT(
            "the module %1$s provides %2$s, but there is no such class in it",
            "do a clean build, or tell the shrinker to keep the class"),

    /** On the class path, and for the registry in a layer, only the index counts. */
    PROVIDED_NOT_LISTED(
            "the module %1$s provides %2$s, but no index lists it",
            "list it in META-INF/services/dev.rendezvous.spi.RendezvousBackendProvider too"),

    /** A jar that was added or changed brings it. */
    BACKEND_APPEARED("%1$s is not in the lock", "if it should be there, write the lock again with rdzv lock"),

    /** An application that asks for it gets an error. */
    BACKEND_VANISHED(
            "%1$s is in the lock, but no longer there", "restore its jar, or write the lock again with rdzv lock"),

    /** The name means something else than it did. */
    BACKEND_CHANGED("%1$s differs from the lock: %2$s", "if it should, write the lock again with rdzv lock"),

    /** A jar may do more than bring backends. */
    JAR_APPEARED("%1$s is not in the lock", "if it should be there, write the lock again with rdzv lock"),

    /** Verified in another place than it was locked in, or gone. */
    JAR_VANISHED(
            "%1$s is in the lock, but not among the paths",
            "name it too, restore it, or write the lock again with rdzv lock"),

    /** The same name, and other bytes. */
    JAR_CHANGED(
            "%1$s has a different SHA-256 than in the lock: %2$s",
            "compare it with the one that was locked; if it should differ, write the lock again with rdzv lock");

    private final String message;
    private final String fix;

    Problem(String message, String fix) {
        this.message = message;
        this.fix = fix;
    }

    /** {@return the name that scripts know it by, such as {@code bad-line}} */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String message(Object... arguments) {
        return String.format(Locale.ROOT, message, arguments);
    }

    String fix(Object... arguments) {
        return String.format(Locale.ROOT, fix, arguments);
    }
}
