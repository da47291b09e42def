package mini;

import dev.rendezvous.spi.BackendDescriptor;
import dev.rendezvous.spi.OptionDescriptor;
import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.spi.RendezvousBackendProvider;

/** Written by hand as the processor would write it. */
public final class MiniProvider implements RendezvousBackendProvider {

    @Override
    public BackendDescriptor descriptor() {
        return BackendDescriptor.builder("mini")
                .aliases("m", "tiny")
                .description("Meets in a directory")
                .implementationClass("mini.MiniHandler")
                .option("join_timeout", OptionDescriptor.Type.DURATION, "30s", "How long to wait for the others", false)
                .option("greeting", OptionDescriptor.Type.STRING, "", "", false)
                .build();
    }

    @Override
    public RendezvousHandler create(RendezvousParameters parameters) {
        return new MiniHandler(parameters);
    }
}
