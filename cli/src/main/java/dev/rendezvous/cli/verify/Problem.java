package dev.rendezvous.cli.verify;

import java.util.Locale;

/** Every sentence of a verification, with the mend to it. The ids are a promise to scripts. */
public enum Problem {
    /** Bytes that are no jar, no class file, or cannot be got at. */
    UNREADABLE("it cannot be read: %1$s", "build it again; what is damaged here was damaged on the way"),

    /** What the index reader passes over. */
    BAD_LINE("%1$s", "compile everything afresh, or remove the line if it was written by hand"),

    /** A stale line, as deleting or renaming leaves it. */
    PROVIDER_ABSENT(
            "%1$s is listed, but there is no such class",
            "compile everything afresh; if the class lies in another jar, verify the two together"),

    /** A stale line whose generated class is still there. */
    BACKEND_ABSENT(
            "%1$s is listed, but the backend %2$s that it makes is not there",
            "compile everything afresh; if the backend lies in another jar, verify the two together"),

    /** No processor is called when the last annotation goes. */
    ANNOTATION_GONE(
            "%1$s is listed, but %2$s carries no @RendezvousBackend(%3$s)",
            "compile everything afresh, for only that removes what no annotation asks for any more"),

    /** The class was compiled without the processor after its annotation was edited. */
    NAME_CHANGED(
            "%1$s is listed as %3$s, but %2$s carries @RendezvousBackend(%4$s)",
            "compile everything afresh, with rendezvous-processor on the processor path"),

    /** The processor did not run. */
    NOT_COMPILED(
            "%1$s carries @RendezvousBackend(%2$s), but has no provider and is not listed",
            "compile it with rendezvous-processor on the processor path; from JDK 23 on javac runs no other processors"),

    /** A packager or a partial compile lost the line. */
    NOT_LISTED(
            "%1$s carries @RendezvousBackend(%2$s), but its provider %3$s is not listed",
            "let what packs the jar merge the files of META-INF/services, or compile everything afresh"),

    /** Slower, never wrong; and easily mended. */
    RECORD_MISSING("%1$s has no record, so it has to be loaded to be listed", "add the line: %2$s"),

    /** The registry would list what is not so. */
    RECORD_DIFFERS(
            "the record of %1$s does not say what the annotation of %2$s says",
            "compile everything afresh, or replace it with the line: %3$s"),

    /** Several jars of one class path list one class. */
    PROVIDER_TWICE("%1$s is also listed by %2$s", "leave one of the jars out"),

    /** Nobody wins silently. */
    NAME_TWICE(
            "the name %1$s is claimed by %2$s, and also by %3$s",
            "give one of them another name, leave one of the jars out,"
                    + " or settle it in the application with RendezvousRegistry.prefer");

    private final String message;
    private final String mend;

    Problem(String message, String mend) {
        this.message = message;
        this.mend = mend;
    }

    /** {@return the name that scripts know it by, such as {@code bad-line}} */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String message(Object... arguments) {
        return String.format(Locale.ROOT, message, arguments);
    }

    String mend(Object... arguments) {
        return String.format(Locale.ROOT, mend, arguments);
    }
}
