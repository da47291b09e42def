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
 * Describes the backend {@code method-one} and makes its handlers.
 */
@RegisteredBackend(
    implementation = "com.acme.Methods",
    name = "method-one"
)
public final class Methods_one_RendezvousProvider implements RendezvousBackendProvider {
  /**
   * Called by the registry, which finds this class in the index.
   */
  public Methods_one_RendezvousProvider() {
  }

  @Override
  public BackendDescriptor descriptor() {
    return BackendDescriptor.builder("method-one")
        .implementationClass("com.acme.Methods")
        .providerClass(Methods_one_RendezvousProvider.class.getName())
        .build();
  }

  @Override
  @SuppressWarnings({
      "all",
      "auxiliaryclass"
  })
  public RendezvousHandler create(RendezvousParameters parameters) throws InterruptedException {
    return Methods.one(parameters);
  }
}
