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
 * Describes the backend {@code old-method} and makes its handlers.
 */
@RegisteredBackend(
    implementation = "com.acme.OldBackends",
    name = "old-method"
)
public final class OldBackends_make_RendezvousProvider implements RendezvousBackendProvider {
  /**
   * Called by the registry, which finds this class in the index.
   */
  public OldBackends_make_RendezvousProvider() {
  }

  @Override
  public BackendDescriptor descriptor() {
    return BackendDescriptor.builder("old-method")
        .implementationClass("com.acme.OldBackends")
        .providerClass(OldBackends_make_RendezvousProvider.class.getName())
        .build();
  }

  @Override
  @SuppressWarnings({
      "all",
      "auxiliaryclass",
      "deprecation"
  })
  public RendezvousHandler create(RendezvousParameters parameters) throws InterruptedException {
    return OldBackends.make(parameters);
  }
}
