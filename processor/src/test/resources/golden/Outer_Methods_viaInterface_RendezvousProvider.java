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
 * Describes the backend {@code interface-method} and makes its handlers.
 */
@RegisteredBackend(
    implementation = "com.acme.Outer$Methods",
    name = "interface-method"
)
public final class Outer_Methods_viaInterface_RendezvousProvider implements RendezvousBackendProvider {
  /**
   * Called by the registry, which finds this class in the index.
   */
  public Outer_Methods_viaInterface_RendezvousProvider() {
  }

  @Override
  public BackendDescriptor descriptor() {
    return BackendDescriptor.builder("interface-method")
        .implementationClass("com.acme.Outer$Methods")
        .providerClass(Outer_Methods_viaInterface_RendezvousProvider.class.getName())
        .build();
  }

  @Override
  @SuppressWarnings({
      "all",
      "auxiliaryclass"
  })
  public RendezvousHandler create(RendezvousParameters parameters) throws InterruptedException {
    return Outer.Methods.viaInterface(parameters);
  }
}
