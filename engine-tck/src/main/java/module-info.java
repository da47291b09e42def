/** The contract of coordination spaces, for the authors of elastic backends to extend. */
module dev.rendezvous.engine.tck {
    requires transitive dev.rendezvous.engine;
    requires transitive dev.rendezvous.tck;
    requires transitive org.junit.jupiter.api;
    requires java.instrument;
    requires org.assertj.core;
    requires static org.jspecify;

    exports dev.rendezvous.engine.tck;
    exports dev.rendezvous.engine.tck.group;

    // JUnit calls the inherited test methods, which are package-private, whatever module the extending class is in.
    opens dev.rendezvous.engine.tck;
    opens dev.rendezvous.engine.tck.group;
}
