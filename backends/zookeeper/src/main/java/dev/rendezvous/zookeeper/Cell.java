package dev.rendezvous.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.engine.spi.Entry;
import java.util.Optional;
import org.apache.zookeeper.data.Stat;

/**
 * A key as its node holds it.
 *
 * @param key the key
 * @param value its value
 * @param life the life that the node is in
 */
record Cell(String key, String value, Life life) {

    /**
     * A node between its creation and its deletion, at one of its versions. The versions of nodes start again with each life, so the
     * service compares the guard too.
     *
     * @param guard the name of the guard: the first line of the node
     * @param owner the session whose end deletes the node; 0 for none
     * @param order the transaction that created it
     * @param version the transaction that last changed it
     * @param nodeVersion how often it was changed in this life
     */
    record Life(String guard, long owner, long order, long version, int nodeVersion) {

        static Life of(String guard, Stat stat) {
            return new Life(guard, stat.getEphemeralOwner(), stat.getCzxid(), stat.getMzxid(), stat.getVersion());
        }
    }

    /**
     * {@return the key that a node holds; empty if the node only has others below it}
     *
     * @throws RendezvousStateException if another program wrote the node
     */
    static Optional<Cell> of(String key, Client.Node node) {
        if (node.data() == null || node.data().length == 0) {
            return Optional.empty();
        }
        String text = new String(node.data(), UTF_8);
        int line = text.indexOf('\n');
        if (line < 0) {
            throw new RendezvousStateException("the node of the key " + key
                    + " holds what rendezvous did not write; use another run id, or a chroot");
        }
        return Optional.of(new Cell(key, text.substring(line + 1), Life.of(text.substring(0, line), node.stat())));
    }

    static byte[] bytes(String guard, String value) {
        return (guard + "\n" + value).getBytes(UTF_8);
    }

    Entry entry() {
        return new Entry(key, value, life.version(), life.order());
    }
}
