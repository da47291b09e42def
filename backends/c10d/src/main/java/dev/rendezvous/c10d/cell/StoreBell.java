package dev.rendezvous.c10d.cell;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.RendezvousException;
import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.Store;
import dev.rendezvous.c10d.state.Node;
import dev.rendezvous.c10d.state.RunState;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Nodes of this library tell each other of changes by keys beside the state: a node that replaces a state sets a key that is named
 * after it, and those that have seen that state wait for that key. PyTorch's agents do not know these keys, and look once a second.
 *
 * <p>Heartbeats are no change. Each node removes the key that it set last when it sets another one.
 */
public final class StoreBell implements Bell {

    private static final int BYTES_OF_A_NAME = 12;
    private static final byte[] SET = {'1'};

    private final Store store;
    private final String prefix;
    private @Nullable String last;

    /**
     * Makes a bell.
     *
     * @param store with the state
     * @param key of the state
     */
    public StoreBell(Store store, String key) {
        this.store = store;
        this.prefix = key + "/rdzv/changed/";
    }

    @Override
    public void ring(RunState before, RunState after) throws InterruptedException {
        String name = name(before);
        String next = name(after);
        if (name.equals(next)) {
            return;
        }
        try {
            // A state may come again, and then its key must not be there yet.
            store.delete(next);
            store.set(name, SET);
            removeLast(name);
        } catch (RendezvousException notHeard) {
            // The others look once a second all the same.
            return;
        }
    }

    private synchronized @Nullable String exchangeLast(String name) {
        String before = last;
        last = name;
        return before;
    }

    private void removeLast(String name) throws InterruptedException {
        String before = exchangeLast(name);
        if (before != null && !before.equals(name)) {
            store.delete(before);
        }
    }

    @Override
    public void await(RunState seen, Duration limit) throws InterruptedException {
        try {
            store.await(List.of(name(seen)), limit);
        } catch (RendezvousTimeoutException notChanged) {
            return;
        }
    }

    private String name(RunState state) {
        String text = state.round() + " " + state.complete() + " " + state.deadline() + " " + state.closed() + "\n"
                + new TreeMap<>(state.participants()) + "\n" + sorted(state.waitList()) + "\n"
                + sorted(state.redundancyList());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return prefix + HexFormat.of().formatHex(digest, 0, BYTES_OF_A_NAME);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String sorted(Collection<Node> nodes) {
        return nodes.stream().sorted().map(Node::toString).collect(Collectors.joining(" "));
    }
}
