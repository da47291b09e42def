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
 * Describes the backend {@code old-create} and makes its handlers.
 */
@RegisteredBackend(
    implementation = "com.acme.OldParts$OldCreate",
    name = "old-create"
)
public final class OldParts_OldCreate_RendezvousProvider implements RendezvousBackendProvider {
  /**
   * Called by the registry, which finds this class in the index.
   */
  public OldParts_OldCreate_RendezvousProvider() {
  }

  @Override
  public BackendDescriptor descriptor() {
    return BackendDescriptor.builder("old-create")
        .implementationClass("com.acme.OldParts$OldCreate")
        .providerClass(OldParts_OldCreate_RendezvousProvider.class.getName())
        .build();
  }

  @Override
  @SuppressWarnings({
      "all",
      "auxiliaryclass",
      "deprecation"
  })
  public RendezvousHandler create(RendezvousParameters parameters) throws InterruptedException {
    return new OldParts.OldCreate().create(parameters);
  }
}
