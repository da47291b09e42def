package dev.rendezvous.cli.inspect.artifact;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where one element of a class path begins: a jar, a class folder, or a part of a packed application.
 *
 * @param path the file or folder that was named
 * @param isFolder whether it is a folder
 * @param prefix what the names of its files begin with inside of it, such as {@code BOOT-INF/lib/one.jar!/}; empty where it is
 *     the whole of the path
 */
public record Root(Path path, boolean isFolder, String prefix) {

    private static final String JOINT = "!/";

    static Root ofJar(Path path) {
        return new Root(path, false, "");
    }

    static Root ofFolder(Path path) {
        return new Root(path, true, "");
    }

    /** {@return what begins at a folder inside} */
    Root folder(String name) {
        return new Root(path, isFolder, prefix + name);
    }

    /** {@return what begins inside a file inside} */
    Root file(String name) {
        return new Root(path, isFolder, prefix + name + JOINT);
    }

    /** {@return whether it is only a part of its path} */
    public boolean isPart() {
        return !prefix.isEmpty();
    }

    /** {@return what it is called on every machine: the file name of its path, and what part of it} */
    public String name() {
        Path name = Optional.ofNullable(path.getFileName()).orElse(path);
        return join(name.toString(), trimmedPrefix());
    }

    @Override
    public String toString() {
        return join(path.toString(), trimmedPrefix());
    }

    String join(String base, String inside) {
        return inside.isEmpty() ? base : base + (isFolder ? "/" : JOINT) + inside;
    }

    String trimmedPrefix() {
        return prefix.replaceFirst("!?/$", "");
    }
}
