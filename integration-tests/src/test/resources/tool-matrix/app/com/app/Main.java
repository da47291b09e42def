package com.app;

import dev.rendezvous.spi.BackendDescriptor;
import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.registry.RendezvousRegistry;

/** Lists the backends, and makes a handler of each. The marks divide what the JVM logs of the classes that it loads. */
public final class Main {

    private Main() {}

    public static void main(String[] args) throws Exception {
        System.out.println("@list");
        RendezvousRegistry registry = RendezvousRegistry.create();
        System.out.println("@problems " + registry.discover(Main.class.getClassLoader()).problems());
        for (BackendDescriptor backend : registry.backends()) {
            System.out.println("@name " + backend.name());
        }
        System.out.println("@create");
        for (String name : registry.names()) {
            RendezvousParameters parameters = RendezvousParameters.builder(name)
                    .endpoint("nowhere")
                    .runId("run of " + name)
                    .build();
            try (RendezvousHandler handler = registry.createHandler(parameters)) {
                System.out.println("@created " + handler.backend());
            }
        }
    }
}
