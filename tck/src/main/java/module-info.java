/** Contracts of stores and handlers for their authors to implement as tests, and the check of how a backend is packed. */
module dev.rendezvous.tck {
    requires transitive dev.rendezvous.runtime;
    requires transitive org.junit.jupiter.api;
    requires dev.rendezvous.index;
    requires static org.jspecify;

    exports dev.rendezvous.tck;
    exports dev.rendezvous.tck.backend;
}
