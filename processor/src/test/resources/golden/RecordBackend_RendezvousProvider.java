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
 * Describes the backend {@code record} and makes its handlers.
 */
@RegisteredBackend(
    implementation = "com.acme.RecordBackend",
    name = "record"
)
public final class RecordBackend_RendezvousProvider implements RendezvousBackendProvider {
  /**
   * Called by the registry, which finds this class in the index.
   */
  public RecordBackend_RendezvousProvider() {
  }

  @Override
  public BackendDescriptor descriptor() {
    return BackendDescriptor.builder("record")
        .implementationClass("com.acme.RecordBackend")
        .providerClass(RecordBackend_RendezvousProvider.class.getName())
        .build();
  }

  @Override
  @SuppressWarnings({
      "all",
      "auxiliaryclass"
  })
  public RendezvousHandler create(RendezvousParameters parameters) throws InterruptedException {
    return new RecordBackend().create(parameters);
  }
}
