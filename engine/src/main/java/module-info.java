/** Elastic rendezvous: groups that grow, shrink and survive, over any coordination service that has a space. */
module dev.rendezvous.engine {
    requires transitive dev.rendezvous.runtime;
    requires static dev.rendezvous.annotations;
    requires static org.jspecify;

    exports dev.rendezvous.engine;
    exports dev.rendezvous.engine.spi;
}
