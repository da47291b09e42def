/** Runs any command as a distributed, elastic job. */
module dev.rendezvous.launcher {
    requires com.fasterxml.jackson.core;
    requires dev.rendezvous.engine;
    requires dev.rendezvous.index;
    requires transitive dev.rendezvous.runtime;
    requires dev.rendezvous.tcpstore;
    // The flight recorder, if this Java has one.
    requires static jdk.jfr;
    // Signals of the process; without it Ctrl-C ends the agent at once.
    requires static jdk.unsupported;
    requires static org.jspecify;

    exports dev.rendezvous.launcher;
    exports dev.rendezvous.launcher.doctor;
    exports dev.rendezvous.launcher.plan;
}
