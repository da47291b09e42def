package com.acme.rendezvous.shareddir;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.tck.RendezvousHandlerContract;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** The contract of handlers, with handlers that the registry makes. */
final class SharedDirectoryContractTest implements RendezvousHandlerContract {

    @TempDir
    private Path directory;

    @Override
    public String backend() {
        return "testbackend";
    }

    @Override
    public Optional<String> alias() {
        return Optional.of("shared-directory");
    }

    @Override
    public void configure(RendezvousParameters.Builder parameters, int node) {
        parameters.endpoint(directory.toString());
    }
}
