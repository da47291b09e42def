package com.acme;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.spi.BackendDescriptor;
import dev.rendezvous.spi.RegisteredBackend;
import java.lang.InterruptedException;
import java.lang.Override;
import java.lang.SuppressWarnings;

/**
 * Describes the backend {@code same-name} and makes its handlers.
 */
@RegisteredBackend(
    implementation = "com.acme.RendezvousBackendProvider",
    name = "same-name"
)
public final class RendezvousBackendProvider_RendezvousProvider implements dev.rendezvous.spi.RendezvousBackendProvider {
  /**
   * Called by the registry, which finds this class in the index.
   */
  public RendezvousBackendProvider_RendezvousProvider() {
  }

  @Override
  public BackendDescriptor descriptor() {
    return BackendDescriptor.builder("same-name")
        .implementationClass("com.acme.RendezvousBackendProvider")
        .providerClass(RendezvousBackendProvider_RendezvousProvider.class.getName())
        .build();
  }

  @Override
  @SuppressWarnings({
      "all",
      "auxiliaryclass"
  })
  public RendezvousHandler create(RendezvousParameters parameters) throws InterruptedException {
    return new RendezvousBackendProvider(parameters);
  }
}
