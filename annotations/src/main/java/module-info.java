/** The annotation that turns a class or a static method into a rendezvous backend. */
module dev.rendezvous.annotations {
    requires static org.jspecify;

    exports dev.rendezvous.annotations;
}
