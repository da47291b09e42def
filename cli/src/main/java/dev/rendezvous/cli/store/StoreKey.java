package dev.rendezvous.cli.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.tcpstore.client.TcpStoreInspector;
import java.util.Optional;

/** A key of a store: its bytes on the wire, and the name by which it is shown and asked for. */
final class StoreKey {

    private static final char SLASH = '/';

    private final String name;
    private final byte[] onWire;

    private StoreKey(String name, byte[] onWire) {
        this.name = name;
        this.onWire = onWire;
    }

    /** {@return the key of that name, as applications use it: the protocol has a slash before it} */
    static StoreKey of(String name) {
        return new StoreKey(name, (SLASH + name).getBytes(UTF_8));
    }

    /** {@return the key whose name is as the protocol has it} */
    static StoreKey raw(String name) {
        return new StoreKey(name, name.getBytes(UTF_8));
    }

    /** {@return the key with these bytes, its name as the protocol has it} */
    static StoreKey raw(byte[] onWire) {
        return new StoreKey(new String(onWire, UTF_8), onWire);
    }

    /** {@return the key with these bytes, its name as applications use it; empty if it is none of theirs} */
    static Optional<StoreKey> ofApplications(byte[] onWire) {
        return onWire.length > 0 && onWire[0] == SLASH
                ? Optional.of(new StoreKey(new String(onWire, 1, onWire.length - 1, UTF_8), onWire))
                : Optional.empty();
    }

    /** {@return the name; what is not UTF-8 in it is replaced} */
    String name() {
        return name;
    }

    /** {@return the value; empty if the key is not there} */
    Optional<StoreValue> value(TcpStoreInspector store) throws InterruptedException {
        return store.value(onWire).map(StoreValue::new);
    }
}
