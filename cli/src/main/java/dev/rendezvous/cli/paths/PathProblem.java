package dev.rendezvous.cli.paths;

import java.nio.file.Path;

/**
 * A part of a class path that is not as it seems.
 *
 * @param kind what is wrong
 * @param path the jar or folder
 * @param detail the entry or folder that it is about; empty where it is about the whole
 * @param reason what is wrong with the detail, as the end of a sentence; empty where the kind says all
 */
public record PathProblem(Kind kind, Path path, String detail, String reason) {

    /** What is wrong. */
    public enum Kind {
        /** An entry of a {@code Class-Path} leads to nothing that a class loader can read. */
        ENTRY,
        /** A jar has an {@code INDEX.LIST}, which changes what Java 17 sees. */
        JAR_INDEX,
        /** A folder has jars in folders of its own, which no class path expands. */
        JARS_BELOW
    }

    static PathProblem entry(Path jar, String entry, String reason) {
        return new PathProblem(Kind.ENTRY, jar, entry, reason);
    }

    static PathProblem jarIndex(Path jar) {
        return new PathProblem(Kind.JAR_INDEX, jar, "", "");
    }

    static PathProblem jarsBelow(Path folder, Path below) {
        return new PathProblem(Kind.JARS_BELOW, folder, below.toString(), "");
    }

    /** {@return the problem as one sentence without its place} */
    public String message() {
        return switch (kind) {
            case ENTRY -> "the manifest names \"" + detail + "\" in its Class-Path, but " + reason;
            case JAR_INDEX ->
                "the jar has META-INF/INDEX.LIST: Java 17 then looks for backends in this jar only, and Java 18 and later ignore it";
            case JARS_BELOW -> "the folder " + detail + " has jars, but folders in a folder of jars are not read";
        };
    }

    /** {@return what to do about it} */
    public String fix() {
        return switch (kind) {
            case ENTRY -> "put the file there, or remove the entry";
            case JAR_INDEX -> "build the jar without an index (jar -i, or <index> of Maven's archiver)";
            case JARS_BELOW -> "name that folder too, or move it elsewhere";
        };
    }
}
