/**
 * The rendezvous API and the registry that finds backends by name.
 *
 * @uses dev.rendezvous.spi.RendezvousBackendProvider to make the providers of named modules that do not export their package
 */
module dev.rendezvous.runtime {
    requires dev.rendezvous.index;
    requires static jdk.jfr;
    requires static org.jspecify;

    exports dev.rendezvous;
    exports dev.rendezvous.registry;
    exports dev.rendezvous.spi;

    uses dev.rendezvous.spi.RendezvousBackendProvider;
}
