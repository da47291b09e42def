package dev.rendezvous.benchmarks.elastic;

/** One cell that all nodes of a run rewrite, over a connection of its own. */
interface SharedCell extends AutoCloseable {

    /**
     * What the cell held.
     *
     * @param version grows with each write; 0 before the first
     * @param requests how many requests it took to see it
     */
    record Seen(String value, long version, int requests) {

        static final Seen NOTHING = new Seen("", 0, 1);
    }

    Seen read() throws Exception;

    /** Writes if the cell has still this version, and returns what it holds then. */
    Seen write(String value, Seen expected) throws Exception;

    @Override
    void close() throws Exception;
}
