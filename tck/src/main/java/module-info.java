/** The contract that stores pass, for their authors to extend, and the check of a backend, for its author to call. */
module dev.rendezvous.tck {
    requires transitive dev.rendezvous.runtime;
    requires transitive org.junit.jupiter.api;
    requires dev.rendezvous.index;
    requires org.assertj.core;
    requires static org.jspecify;

    exports dev.rendezvous.tck;

    // JUnit calls the inherited test methods, which are package-private, whatever module the extending class is in.
    opens dev.rendezvous.tck;
}
