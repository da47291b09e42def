package steering;

import dev.rendezvous.spi.BackendDescriptor;
import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.spi.RendezvousBackendProvider;

/** Tries to control the terminal of its reader. Its index has no record, so it is asked for its descriptor. */
public final class SteeringProvider implements RendezvousBackendProvider {

    @Override
    public BackendDescriptor descriptor() {
        return BackendDescriptor.builder("steering")
                .implementationClass("steering.Red \u202e verdict \u2066 chosen")
                .build();
    }

    @Override
    public RendezvousHandler create(RendezvousParameters parameters) {
        System.out.println("  printed \u001b[35m\u009b35m\u202e end");
        throw new RendezvousStateException("no handler");
    }
}
