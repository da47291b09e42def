package com.acme;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.spi.BackendDescriptor;
import dev.rendezvous.spi.RegisteredBackend;
import dev.rendezvous.spi.RendezvousBackendProvider;
import java.lang.InterruptedException;
import java.lang.Override;
import java.lang.SuppressWarnings;

/**
 * Describes the backend {@code old-constructor} and makes its handlers.
 */
@RegisteredBackend(
    implementation = "com.acme.OldParts$OldConstructor",
    name = "old-constructor"
)
public final class OldParts_OldConstructor_RendezvousProvider implements RendezvousBackendProvider {
  /**
   * Called by the registry, which finds this class in the index.
   */
  public OldParts_OldConstructor_RendezvousProvider() {
  }

  @Override
  public BackendDescriptor descriptor() {
    return BackendDescriptor.builder("old-constructor")
        .implementationClass("com.acme.OldParts$OldConstructor")
        .providerClass(OldParts_OldConstructor_RendezvousProvider.class.getName())
        .build();
  }

  @Override
  @SuppressWarnings({
      "all",
      "auxiliaryclass",
      "removal"
  })
  public RendezvousHandler create(RendezvousParameters parameters) throws InterruptedException {
    return new OldParts.OldConstructor(parameters);
  }
}
