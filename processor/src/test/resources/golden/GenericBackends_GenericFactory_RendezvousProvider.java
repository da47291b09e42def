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
 * Describes the backend {@code generic-factory} and makes its handlers.
 */
@RegisteredBackend(
    implementation = "com.acme.GenericBackends$GenericFactory",
    name = "generic-factory"
)
public final class GenericBackends_GenericFactory_RendezvousProvider implements RendezvousBackendProvider {
  /**
   * Called by the registry, which finds this class in the index.
   */
  public GenericBackends_GenericFactory_RendezvousProvider() {
  }

  @Override
  public BackendDescriptor descriptor() {
    return BackendDescriptor.builder("generic-factory")
        .implementationClass("com.acme.GenericBackends$GenericFactory")
        .providerClass(GenericBackends_GenericFactory_RendezvousProvider.class.getName())
        .build();
  }

  @Override
  @SuppressWarnings({
      "all",
      "auxiliaryclass"
  })
  public RendezvousHandler create(RendezvousParameters parameters) throws InterruptedException {
    return new GenericBackends.GenericFactory<>().create(parameters);
  }
}
