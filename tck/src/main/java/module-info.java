/** The contracts that stores and backends pass, as abstract JUnit classes for their authors to extend. */
module dev.rendezvous.tck {
    requires transitive dev.rendezvous.runtime;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;
    requires static org.jspecify;

    exports dev.rendezvous.tck;

    // JUnit calls the inherited test methods, which are package-private, whatever module the extending class is in.
    opens dev.rendezvous.tck;
}
