package dev.rendezvous.registry;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line or a file that a discovery could not use. Everything else is used. Only a registry makes one.
 *
 * @since 0.1
 */
public final class IndexProblem {

    private final URI location;
    private final int line;
    private final String message;

    IndexProblem(URI location, int line, String message) {
        this.location = location;
        this.line = line;
        this.message = message;
    }

    /** {@return the index; or the file, class loader or layer that could not be searched} */
    public URI location() {
        return location;
    }

    /** {@return the number of the line, from 1; 0 for the whole file} */
    public int line() {
        return line;
    }

    /** {@return what was found, what was expected, and how to fix it} */
    public String message() {
        return message;
    }

    @Override
    @SuppressWarnings("exports") // Applications compile without the annotation.
    public boolean equals(@Nullable Object other) {
        return other instanceof IndexProblem that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    /** {@return the problem as one line of text, which begins with its location} */
    @Override
    public String toString() {
        return location + (line == 0 ? ": " : " line " + line + ": ") + message;
    }

    private List<Object> parts() {
        return List.of(location, line, message);
    }
}
