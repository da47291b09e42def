package dev.rendezvous.tcpstore.cell;

/** Sends hints to one client. Called on the thread of the server. */
@FunctionalInterface
public interface CellWatcher {

    /** Something below the prefix of the watch with this number has changed. */
    void hint(int watch);
}
