package dev.rendezvous.tcpstore.cell;

/** A request about cells that cannot be served. The message is for the user of the client. */
public final class CellRefusal extends Exception {

    private static final long serialVersionUID = 1L;

    CellRefusal(String message) {
        super(message);
    }
}
