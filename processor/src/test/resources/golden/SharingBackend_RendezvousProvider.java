package com.acme;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.spi.BackendDescriptor;
import dev.rendezvous.spi.OptionDescriptor;
import dev.rendezvous.spi.RegisteredBackend;
import dev.rendezvous.spi.RendezvousBackendProvider;
import java.lang.InterruptedException;
import java.lang.Override;
import java.lang.SuppressWarnings;

/**
 * Describes the backend {@code sharing} and makes its handlers.
 */
@RegisteredBackend(
    implementation = "com.acme.SharingBackend",
    name = "sharing"
)
public final class SharingBackend_RendezvousProvider implements RendezvousBackendProvider {
  /**
   * Called by the registry, which finds this class in the index.
   */
  public SharingBackend_RendezvousProvider() {
  }

  @Override
  public BackendDescriptor descriptor() {
    return BackendDescriptor.builder("sharing")
        .implementationClass("com.acme.SharingBackend")
        .providerClass(SharingBackend_RendezvousProvider.class.getName())
        .option("own", OptionDescriptor.Type.STRING, "", "", false)
        .option("lease", OptionDescriptor.Type.DURATION, "15s", "How long a node lives", false)
        .option("heartbeat", OptionDescriptor.Type.DURATION, "5s", "", false)
        .build();
  }

  @Override
  @SuppressWarnings({
      "all",
      "auxiliaryclass"
  })
  public RendezvousHandler create(RendezvousParameters parameters) throws InterruptedException {
    return new SharingBackend(parameters);
  }
}
