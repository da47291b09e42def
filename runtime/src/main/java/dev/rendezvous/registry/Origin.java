package dev.rendezvous.registry;

import java.net.URI;
import java.util.Optional;

/**
 * The jar, directory or module that something came with. Of an index it is worked out when somebody asks, since a discovery finds
 * thousands of them.
 */
final class Origin {

    private static final Optional<URI> UNKNOWN = Optional.empty();

    private final String resource;
    private final String path;

    /** Two threads may both work it out, which does no harm: they come to the same. */
    private volatile Optional<URI> location;

    private Origin(String resource, String path, Optional<URI> location) {
        this.resource = resource;
        this.path = path;
        this.location = location;
    }

    static Origin of(Optional<URI> location) {
        return new Origin("", "", location);
    }

    /**
     * {@return where a resource came from}
     *
     * @param resource where the resource was found, the external form of a URL
     * @param path the path by which it was asked for
     */
    static Origin ofResource(String resource, String path) {
        return new Origin(resource, path, UNKNOWN);
    }

    /** {@return the place; empty if it is not known} */
    Optional<URI> location() {
        Optional<URI> known = location;
        if (known.isEmpty() && !resource.isEmpty()) {
            known = Locations.origin(resource, path);
            location = known;
        }
        return known;
    }
}
