package troubled;

import dev.rendezvous.spi.BackendDescriptor;
import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.spi.RendezvousBackendProvider;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The first process fails; all others wait for ever. */
public final class FailingProvider implements RendezvousBackendProvider {

    @Override
    public BackendDescriptor descriptor() {
        return BackendDescriptor.builder("failing").implementationClass("troubled.FailingProvider").build();
    }

    @Override
    public RendezvousHandler create(RendezvousParameters parameters) {
        try {
            Files.createFile(Path.of(parameters.endpoint(), "first"));
            throw new RendezvousStateException("the disk is\non fire");
        } catch (FileAlreadyExistsException notFirst) {
            return new HangingProvider().create(parameters);
        } catch (IOException e) {
            throw new RendezvousStateException("no directory", e);
        }
    }
}
