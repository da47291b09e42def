package dev.rendezvous.tcpstore.client.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.tcpstore.wire.Bytes;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A key of the API as it goes over the wire: in UTF-8, with a slash before it. PyTorch's client puts that slash there, so that
 * its users and ours see the same keys.
 */
public final class Key {

    private static final char SLASH = '/';

    private final String text;
    private final byte[] bytes;

    private Key(String text, byte[] bytes) {
        this.text = text;
        this.bytes = bytes;
    }

    public static Key of(String text) {
        return of(text, "");
    }

    /**
     * {@return a key with a prefix, which messages do not show}
     *
     * @param prefix empty, or with its separator
     */
    public static Key of(String text, String prefix) {
        return new Key(text, (SLASH + prefix + text).getBytes(UTF_8));
    }

    /** {@return a key with these very bytes, whether or not it is a key of the API} */
    public static Key onWire(byte[] bytes) {
        return new Key(Bytes.of(bytes).toString(), bytes.clone());
    }

    static List<Key> all(Collection<String> texts) {
        return texts.stream().map(Key::of).toList();
    }

    /** {@return the key of the API that the bytes stand for; empty for a key that the protocol keeps for itself} */
    public static Optional<String> textOf(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == SLASH
                ? Optional.of(new String(bytes, 1, bytes.length - 1, UTF_8))
                : Optional.empty();
    }

    public String text() {
        return text;
    }

    /** {@return the bytes on the wire; not to be changed} */
    byte[] bytes() {
        return bytes;
    }
}
