package dev.rendezvous;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The jar, directory or module that something came with. Of an index it is worked out when somebody asks, since a discovery finds
 * thousands of them.
 */
final class Origin {

    private final @Nullable String resource;
    private final String path;

    /** Two threads may both work it out, which does no harm: they come to the same. */
    private volatile @Nullable URI location;

    private Origin(@Nullable String resource, String path, @Nullable URI location) {
        this.resource = resource;
        this.path = path;
        this.location = location;
    }

    static Origin of(Optional<URI> location) {
        return new Origin(null, "", location.orElse(null));
    }

    /**
     * {@return where a resource came from}
     *
     * @param resource where the resource was found, the external form of a URL
     * @param path the path by which it was asked for
     */
    static Origin ofResource(String resource, String path) {
        return new Origin(resource, path, null);
    }

    /** {@return the place; empty if it is not known} */
    Optional<URI> location() {
        URI known = location;
        if (known == null && resource != null) {
            known = Locations.origin(resource, path).orElse(null);
            location = known;
        }
        return Optional.ofNullable(known);
    }
}
