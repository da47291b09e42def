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
 * Describes the backend {@code record-method} and makes its handlers.
 */
@RegisteredBackend(
    implementation = "com.acme.Outer$Point",
    name = "record-method"
)
public final class Outer_Point_viaRecord_RendezvousProvider implements RendezvousBackendProvider {
  /**
   * Called by the registry, which finds this class in the index.
   */
  public Outer_Point_viaRecord_RendezvousProvider() {
  }

  @Override
  public BackendDescriptor descriptor() {
    return BackendDescriptor.builder("record-method")
        .implementationClass("com.acme.Outer$Point")
        .providerClass(Outer_Point_viaRecord_RendezvousProvider.class.getName())
        .build();
  }

  @Override
  @SuppressWarnings({
      "all",
      "auxiliaryclass"
  })
  public RendezvousHandler create(RendezvousParameters parameters) throws InterruptedException {
    return Outer.Point.viaRecord(parameters);
  }
}
