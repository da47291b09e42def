package com.acme;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.spi.BackendDescriptor;
import dev.rendezvous.spi.OptionDescriptor;
import dev.rendezvous.spi.RegisteredBackend;
import dev.rendezvous.spi.RendezvousBackendProvider;
import java.lang.InterruptedException;
import java.lang.Override;
import java.lang.SuppressWarnings;

/**
 * Describes the backend {@code testbackend} and makes its handlers.
 */
@RegisteredBackend(
    implementation = "com.acme.TestBackend",
    name = "testbackend"
)
public final class TestBackend_RendezvousProvider implements RendezvousBackendProvider {
  /**
   * Called by the registry, which finds this class in the index.
   */
  public TestBackend_RendezvousProvider() {
  }

  @Override
  public BackendDescriptor descriptor() {
    return BackendDescriptor.builder("testbackend")
        .aliases("tb", "t.b")
        .description("Meets in a \"shared\" directory")
        .implementationClass("com.acme.TestBackend")
        .providerClass(TestBackend_RendezvousProvider.class.getName())
        .option("dir", OptionDescriptor.Type.STRING, "", "The directory", true)
        .option("poll", OptionDescriptor.Type.DURATION, "500ms", "", false)
        .option("tries", OptionDescriptor.Type.INT, "3", "", false)
        .option("fsync", OptionDescriptor.Type.BOOL, "", "", false)
        .build();
  }

  @Override
  @SuppressWarnings({
      "all",
      "auxiliaryclass"
  })
  public RendezvousHandler create(RendezvousParameters parameters) throws InterruptedException {
    return new TestBackend(parameters);
  }
}
