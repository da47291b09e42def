/** The backend {@code c10d}: a JVM node as a full member of a job of PyTorch's {@code torchrun}. */
module dev.rendezvous.c10d {
    requires dev.rendezvous.runtime;
    requires dev.rendezvous.tcpstore;
    requires static dev.rendezvous.annotations;
    requires static org.jspecify;

    provides dev.rendezvous.spi.RendezvousBackendProvider with
            dev.rendezvous.c10d.C10dBackend_create_RendezvousProvider;
}
