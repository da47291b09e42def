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
 * Describes the backend {@code factory} and makes its handlers.
 */
@RegisteredBackend(
    implementation = "com.acme.FactoryBackend",
    name = "factory"
)
public final class FactoryBackend_RendezvousProvider implements RendezvousBackendProvider {
  /**
   * Called by the registry, which finds this class in the index.
   */
  public FactoryBackend_RendezvousProvider() {
  }

  @Override
  public BackendDescriptor descriptor() {
    return BackendDescriptor.builder("factory")
        .description("Gr\u00f6\u00dfe \\u00fc \u20ac \ud83d\ude00 $1 */")
        .implementationClass("com.acme.FactoryBackend")
        .providerClass(FactoryBackend_RendezvousProvider.class.getName())
        .build();
  }

  @Override
  @SuppressWarnings({
      "all",
      "auxiliaryclass"
  })
  public RendezvousHandler create(RendezvousParameters parameters) throws InterruptedException {
    return new FactoryBackend().create(parameters);
  }
}
