/** The command {@code rdzv}. It is run, not compiled against, and so exports nothing. */
module dev.rendezvous.cli {
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.jr.ob;
    requires dev.rendezvous.index;
    requires dev.rendezvous.launcher;
    requires dev.rendezvous.runtime;
    requires dev.rendezvous.tcpstore;
    requires info.picocli;
    requires java.logging;
    requires org.objectweb.asm;
    requires static org.jspecify;

    // picocli sets the annotated fields by reflection.
    opens dev.rendezvous.cli;
    opens dev.rendezvous.cli.backends;
    opens dev.rendezvous.cli.demo;
    opens dev.rendezvous.cli.inspect;
    opens dev.rendezvous.cli.run;
    opens dev.rendezvous.cli.store;
    opens dev.rendezvous.cli.text;
}
