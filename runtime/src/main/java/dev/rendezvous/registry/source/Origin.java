package dev.rendezvous.registry.source;

import java.net.URI;
import java.util.Optional;

/**
 * The jar, directory or module that something came with. That of an index is computed at the first request, because a discovery
 * finds thousands of indexes.
 */
public final class Origin {

    private static final Optional<URI> UNKNOWN = Optional.empty();

    private final String resource;
    private final String path;

    /** Two threads may both compute it, without harm: the results are equal. */
    private volatile Optional<URI> location;

    private Origin(String resource, String path, Optional<URI> location) {
        this.resource = resource;
        this.path = path;
        this.location = location;
    }

    public static Origin of(Optional<URI> location) {
        return new Origin("", "", location);
    }

    /**
     * {@return where a resource came from}
     *
     * @param resource where the resource was found, the external form of a URL
     * @param path the path by which it was asked for
     */
    public static Origin ofResource(String resource, String path) {
        return new Origin(resource, path, UNKNOWN);
    }

    /** {@return where the resource was found, the external form of a URL; empty if the origin was given} */
    public String resource() {
        return resource;
    }

    /** {@return the path by which the resource was asked for} */
    public String path() {
        return path;
    }

    /** {@return the place; empty if it is not known} */
    public Optional<URI> location() {
        Optional<URI> known = location;
        if (known.isEmpty() && !resource.isEmpty()) {
            known = Locations.origin(resource, path);
            location = known;
        }
        return known;
    }
}
