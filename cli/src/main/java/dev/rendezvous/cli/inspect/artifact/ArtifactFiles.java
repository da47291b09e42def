package dev.rendezvous.cli.inspect.artifact;

import dev.rendezvous.index.IndexFormat;
import dev.rendezvous.spi.RendezvousBackendProvider;

/** The names of the files that are read of an artifact, besides its classes. */
final class ArtifactFiles {

    static final String INDEX = IndexFormat.path(RendezvousBackendProvider.class.getName());
    static final String MANIFEST = "META-INF/MANIFEST.MF";

    private ArtifactFiles() {}
}
