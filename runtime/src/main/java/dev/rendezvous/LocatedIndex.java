package dev.rendezvous;

import dev.rendezvous.index.IndexFile;
import java.net.URI;
import java.util.Optional;

/**
 * An index and where it was found.
 *
 * @param location the index itself
 * @param origin the jar, directory or module that it lies in
 * @param classes where the classes that it lists are looked up
 * @param file what it says
 */
record LocatedIndex(URI location, Optional<URI> origin, ClassSource classes, IndexFile file) {}
