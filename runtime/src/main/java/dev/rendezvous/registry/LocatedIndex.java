package dev.rendezvous.registry;

import dev.rendezvous.index.IndexFile;
import dev.rendezvous.registry.source.ClassSource;
import dev.rendezvous.registry.source.Locations;
import dev.rendezvous.registry.source.Origin;
import java.net.URI;

/**
 * An index and where it was found.
 *
 * @param place the index itself, the external form of a URL
 * @param origin the jar, directory or module that it lies in
 * @param classes where the classes that it lists are looked up
 * @param file what it says
 */
record LocatedIndex(String place, Origin origin, ClassSource classes, IndexFile file) {

    /** {@return the index itself} Made when it is asked for, since that is only where something is wrong. */
    URI location() {
        return Locations.uri(place);
    }
}
