package dev.rendezvous.tcpstore.cell;

/** What the cells need of the server around them. Called on the thread of the server. */
public interface CellHost {

    /** {@return whether stored data may grow by so many bytes; they are taken then} */
    boolean grow(long bytes);

    /** Gives back bytes that {@link #grow} took. */
    void shrink(long bytes);

    /** Deletes the keys of the store that begin with a text. */
    void deleteKeys(String prefix);
}
