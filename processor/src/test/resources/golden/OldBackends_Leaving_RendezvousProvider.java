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
 * Describes the backend {@code leaving} and makes its handlers.
 */
@RegisteredBackend(
    implementation = "com.acme.OldBackends$Leaving",
    name = "leaving"
)
public final class OldBackends_Leaving_RendezvousProvider implements RendezvousBackendProvider {
  /**
   * Called by the registry, which finds this class in the index.
   */
  public OldBackends_Leaving_RendezvousProvider() {
  }

  @Override
  public BackendDescriptor descriptor() {
    return BackendDescriptor.builder("leaving")
        .implementationClass("com.acme.OldBackends$Leaving")
        .providerClass(OldBackends_Leaving_RendezvousProvider.class.getName())
        .build();
  }

  @Override
  @SuppressWarnings({
      "all",
      "auxiliaryclass",
      "deprecation",
      "removal"
  })
  public RendezvousHandler create(RendezvousParameters parameters) throws InterruptedException {
    return new OldBackends.Leaving(parameters);
  }
}
