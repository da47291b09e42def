package dev.rendezvous.cli.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.tcpstore.client.TcpStoreInspector;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A key of a store: its bytes on the wire, and the name by which it is shown and asked for. */
final class StoreKey {

    private static final byte SLASH = '/';

    private final byte[] name;
    private final byte[] onWire;

    private StoreKey(byte[] name, byte[] onWire) {
        this.name = name;
        this.onWire = onWire;
    }

    /** {@return the key of that name, as applications use it: the protocol has a slash before it} */
    static StoreKey of(byte[] name) {
        byte[] onWire = new byte[name.length + 1];
        onWire[0] = SLASH;
        System.arraycopy(name, 0, onWire, 1, name.length);
        return new StoreKey(name, onWire);
    }

    /** {@return the key with these bytes, its name as the protocol has it} */
    static StoreKey raw(byte[] onWire) {
        return new StoreKey(onWire, onWire);
    }

    /** {@return the key with these bytes, its name as applications use it; empty if it is not a key of an application} */
    static Optional<StoreKey> ofApplications(byte[] onWire) {
        return onWire.length > 0 && onWire[0] == SLASH
                ? Optional.of(new StoreKey(Arrays.copyOfRange(onWire, 1, onWire.length), onWire))
                : Optional.empty();
    }

    /** {@return the name as text; what is not UTF-8 in it is replaced} */
    String text() {
        return new String(name, UTF_8);
    }

    /** {@return the name as it is shown, to be pasted into a command} */
    String shown() {
        String encoding = System.getProperty("native.encoding", "UTF-8").toUpperCase(Locale.ROOT);
        return KeySyntax.format(name, !encoding.startsWith("UTF"));
    }

    boolean startsWith(byte[] prefix) {
        return name.length >= prefix.length && Arrays.equals(name, 0, prefix.length, prefix, 0, prefix.length);
    }

    /** {@return the value; empty if the key is not there} */
    Optional<StoreValue> value(TcpStoreInspector store) throws InterruptedException {
        return store.value(onWire).map(StoreValue::new);
    }
}
