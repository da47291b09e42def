/** For a program that {@code rdzv run} starts: its rank, its store, and its error file. */
module dev.rendezvous.worker {
    requires transitive dev.rendezvous.runtime;
    requires dev.rendezvous.tcpstore;
    requires static org.jspecify;

    exports dev.rendezvous.worker;
}
