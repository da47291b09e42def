package troubled;

import dev.rendezvous.spi.BackendDescriptor;
import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.spi.RendezvousBackendProvider;
import java.util.concurrent.CountDownLatch;

/** Waits for ever, and takes no interrupt for an answer. */
public final class HangingProvider implements RendezvousBackendProvider {

    @Override
    public BackendDescriptor descriptor() {
        return BackendDescriptor.builder("hanging").implementationClass("troubled.HangingProvider").build();
    }

    @Override
    public RendezvousHandler create(RendezvousParameters parameters) {
        CountDownLatch never = new CountDownLatch(1);
        while (true) {
            try {
                never.await();
            } catch (InterruptedException ignored) {
                continue;
            }
        }
    }
}
