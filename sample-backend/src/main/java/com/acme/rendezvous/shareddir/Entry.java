package com.acme.rendezvous.shareddir;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.RendezvousStateException;
import java.nio.ByteBuffer;

/**
 * The content of a file of the store: the length of the key, the key and the value. The key is there for readers of the
 * directory, since the file name has only its beginning.
 */
final class Entry {

    private Entry() {}

    static byte[] bytesOf(String key, byte[] value) {
        byte[] name = key.getBytes(UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + name.length + value.length)
                .putInt(name.length)
                .put(name)
                .put(value)
                .array();
    }

    static byte[] valueOf(byte[] entry) {
        ByteBuffer buffer = ByteBuffer.wrap(entry);
        int keyLength = buffer.remaining() < Integer.BYTES ? -1 : buffer.getInt();
        if (keyLength < 0 || keyLength > buffer.remaining()) {
            throw new RendezvousStateException(
                    "a file of the store is damaged; another program has written to the directory");
        }
        byte[] value = new byte[buffer.remaining() - keyLength];
        buffer.position(buffer.position() + keyLength).get(value);
        return value;
    }
}
