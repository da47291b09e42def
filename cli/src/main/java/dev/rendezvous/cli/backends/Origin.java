package dev.rendezvous.cli.backends;

import dev.rendezvous.cli.text.Text;
import dev.rendezvous.spi.BackendDescriptor;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Optional;

/** Shows where a backend came from. */
public final class Origin {

    private Origin() {}

    /**
     * {@return the file name of the jar, or the whole place where it is no jar}
     *
     * @param backend the backend
     */
    public static String shortName(BackendDescriptor backend) {
        return backend.origin().map(Origin::shortName).orElse("(no jar)");
    }

    /**
     * {@return the path of the jar, or the whole place where it is no file}
     *
     * @param backend the backend
     */
    public static String longName(BackendDescriptor backend) {
        return backend.origin().map(Origin::longName).orElse("(no jar)");
    }

    private static String shortName(URI origin) {
        return path(origin)
                .filter(path -> path.toString().endsWith(".jar"))
                .map(path -> Text.oneLine(String.valueOf(path.getFileName())))
                .orElseGet(() -> longName(origin));
    }

    private static String longName(URI origin) {
        return Text.oneLine(path(origin).map(Path::toString).orElseGet(origin::toString));
    }

    private static Optional<Path> path(URI origin) {
        try {
            return "file".equals(origin.getScheme()) ? Optional.of(Path.of(origin)) : Optional.empty();
        } catch (IllegalArgumentException | FileSystemNotFoundException noFile) {
            return Optional.empty();
        }
    }
}
