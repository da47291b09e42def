package dev.rendezvous.c10d;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.BootstrapStoreInfo;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.Store;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where the store of the workers is, as each round says in the keys MASTER_ADDR and MASTER_PORT. */
final class Masters {

    private static final String ADDRESS = "MASTER_ADDR";
    private static final String PORT = "MASTER_PORT";
    private static final byte[] ABSENT = {};
    private static final int MOST_PORT = 65_535;

    private final C10dSettings settings;
    private final Store store;

    /** What earlier rounds said does not change. */
    private final Map<Long, BootstrapStoreInfo> known = new HashMap<>();

    Masters(C10dSettings settings, Store store) {
        this.settings = settings;
        this.store = store;
    }

    /** {@return what a round says; empty if it says nothing yet} */
    Optional<BootstrapStoreInfo> find(long round) throws InterruptedException {
        Optional<byte[]> address = store.find(key(round, ADDRESS));
        Optional<byte[]> port = address.isPresent() ? store.find(key(round, PORT)) : Optional.empty();
        if (address.isEmpty() || port.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new BootstrapStoreInfo(text(address.get()), port(round, text(port.get()))));
    }

    /** {@return what the newest round before this one says; empty if none says anything} */
    Optional<BootstrapStoreInfo> newestBefore(long round) throws InterruptedException {
        for (long earlier = round - 1; earlier >= 0; earlier--) {
            BootstrapStoreInfo before = known.get(earlier);
            Optional<BootstrapStoreInfo> found = before == null ? find(earlier) : Optional.of(before);
            if (found.isPresent()) {
                known.put(earlier, found.get());
                return found;
            }
        }
        return Optional.empty();
    }

    /** Says it for a round, as rank 0. */
    void publish(long round, BootstrapStoreInfo place) throws InterruptedException {
        store.set(key(round, ADDRESS), bytes(place.masterAddress()));
        store.set(key(round, PORT), bytes(Integer.toString(place.masterPort())));
    }

    /** Says it for a round unless another node has, as any node. */
    void publishIfAbsent(long round, BootstrapStoreInfo place) throws InterruptedException {
        byte[] address = bytes(place.masterAddress());
        if (text(store.compareAndSet(key(round, ADDRESS), ABSENT, address)).equals(place.masterAddress())) {
            store.compareAndSet(key(round, PORT), ABSENT, bytes(Integer.toString(place.masterPort())));
        }
    }

    private int port(long round, String text) {
        int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > MOST_PORT) {
            throw new RendezvousStateException(C10dMessages.badMaster(settings, round, text));
        }
        return port;
    }

    private String key(long round, String name) {
        return settings.roundPrefix(round) + "/" + name;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
