/** The backend {@code etcd}: elastic groups that meet at etcd v3, over its JSON gateway. */
module dev.rendezvous.etcd {
    requires transitive dev.rendezvous.engine;
    requires com.fasterxml.jackson.core;
    requires static dev.rendezvous.annotations;
    requires static org.jspecify;

    exports dev.rendezvous.etcd;

    provides dev.rendezvous.spi.RendezvousBackendProvider with
            dev.rendezvous.etcd.EtcdBackend_create_RendezvousProvider;
}
