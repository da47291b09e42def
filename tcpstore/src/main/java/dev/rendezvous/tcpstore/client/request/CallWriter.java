package dev.rendezvous.tcpstore.client.request;

import static dev.rendezvous.tcpstore.wire.Operation.ADD;
import static dev.rendezvous.tcpstore.wire.Operation.CANCEL_WAIT;
import static dev.rendezvous.tcpstore.wire.Operation.CHECK;
import static dev.rendezvous.tcpstore.wire.Operation.COMPARE_SET;
import static dev.rendezvous.tcpstore.wire.Operation.DELETE_KEY;
import static dev.rendezvous.tcpstore.wire.Operation.GET;
import static dev.rendezvous.tcpstore.wire.Operation.GET_NUM_KEYS;
import static dev.rendezvous.tcpstore.wire.Operation.LIST_KEYS;
import static dev.rendezvous.tcpstore.wire.Operation.PING;
import static dev.rendezvous.tcpstore.wire.Operation.PRESENCE;
import static dev.rendezvous.tcpstore.wire.Operation.REPLACE;
import static dev.rendezvous.tcpstore.wire.Operation.SET;
import static dev.rendezvous.tcpstore.wire.Operation.VALIDATE;
import static dev.rendezvous.tcpstore.wire.Operation.WAIT;
import static dev.rendezvous.tcpstore.wire.Operation.WATCH_KEY;

import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.wire.Operation;
import dev.rendezvous.tcpstore.wire.SharedSecret;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes requests as one dialect has them: the byte of the operation, then texts and values, each with its length before it as
 * 64 bits, the least byte first.
 */
public record CallWriter(Dialect dialect) {

    private static final int MAGIC = 0x3C85F7CE;

    public Call set(Key key, byte[] value) {
        return Call.unansweredUpdate(about(SET, key), fields(SET, key.bytes(), value));
    }

    public Call add(Key key, long delta) {
        int size = Math.addExact(key.bytes().length, 2 * Long.BYTES);
        return Call.update(
                about(ADD, key),
                frame(ADD, size, body -> putField(body, key.bytes()).putLong(delta)));
    }

    public Call compareAndSet(Key key, byte[] expected, byte[] desired) {
        return Call.update(about(COMPARE_SET, key), fields(COMPARE_SET, key.bytes(), expected, desired));
    }

    /** For servers of ours. */
    public Call replace(Key key, byte[] expected, byte[] desired) {
        return Call.update(about(REPLACE, key), fields(REPLACE, key.bytes(), expected, desired));
    }

    /** {@return the wish that the keys are set when the connection ends, for servers of ours} It may be sent again. */
    public Call presence(Map<String, byte[]> marks) {
        int size = Long.BYTES;
        for (Map.Entry<String, byte[]> mark : marks.entrySet()) {
            int field = Math.addExact(Key.of(mark.getKey()).bytes().length, mark.getValue().length);
            size = Math.addExact(size, Math.addExact(2 * Long.BYTES, field));
        }
        return Call.query(PRESENCE.name(), frame(PRESENCE, size, body -> {
            body.putLong(marks.size());
            marks.forEach((key, value) -> putField(putField(body, Key.of(key).bytes()), value));
        }));
    }

    public Call delete(Key key) {
        return Call.update(about(DELETE_KEY, key), fields(DELETE_KEY, key.bytes()));
    }

    /**
     * {@return a request for the value of a key that changes nothing, and is answered with the mark if the key is not there}
     *
     * @param mark what is never a value
     */
    public Call read(Key key, byte[] mark) {
        return Call.query("reading " + key.text(), fields(COMPARE_SET, key.bytes(), mark, mark));
    }

    /** {@return two requests in one: whether the key is there, and what its value is} */
    public Call checkAndGet(Key key) {
        byte[] check = list(CHECK, List.of(key));
        byte[] get = fields(GET, key.bytes());
        return Call.query("reading " + key.text(), joined(check, get));
    }

    public Call bareGet(Key key) {
        return Call.query(about(GET, key), fields(GET, key.bytes()));
    }

    public Call check(List<Key> keys) {
        return Call.query(about(CHECK, keys), list(CHECK, keys));
    }

    /** {@return a request for each key, all in one} */
    public Call checkEach(List<Key> keys) {
        ByteArrayOutputStream each = new ByteArrayOutputStream();
        keys.forEach(key -> each.writeBytes(list(CHECK, List.of(key))));
        return Call.query(about(CHECK, keys), each.toByteArray());
    }

    public Call await(List<Key> keys) {
        return Call.query(about(WAIT, keys), list(WAIT, keys));
    }

    public Call cancelWait() {
        return bare(CANCEL_WAIT);
    }

    public Call size() {
        return bare(GET_NUM_KEYS);
    }

    /** {@return a request to be told of each change of a key} */
    public Call watch(Key key) {
        return Call.query(about(WATCH_KEY, key), fields(WATCH_KEY, key.bytes()));
    }

    public Call listKeys() {
        return bare(LIST_KEYS);
    }

    public Call ping(int nonce) {
        return Call.query(PING.name(), frame(PING, Integer.BYTES, body -> body.putInt(nonce)));
    }

    /** {@return the first frame of a connection} libuv's server insists on getting its bytes in one piece. */
    public Call validate() {
        return Call.query(VALIDATE.name(), frame(VALIDATE, Integer.BYTES, body -> body.putInt(MAGIC)));
    }

    /** {@return the first frame of a connection to a server with a secret} */
    public Call challenge(byte[] nonce) {
        byte[] challenge = joined(new byte[] {SharedSecret.OPERATION}, nonce);
        return joined(validate(), Call.query("the challenge", challenge));
    }

    public static Call proof(byte[] proof) {
        return Call.query("the proof", proof);
    }

    /** {@return one request that is the two, sent in one piece} */
    public static Call joined(Call first, Call second) {
        return Call.query(first.description() + " and " + second.description(), joined(first.frame(), second.frame()));
    }

    private Call bare(Operation operation) {
        return Call.query(operation.name(), frame(operation, 0, body -> {}));
    }

    private byte[] list(Operation operation, List<Key> keys) {
        int size = Long.BYTES;
        for (Key key : keys) {
            size = Math.addExact(size, Long.BYTES + key.bytes().length);
        }
        return frame(operation, size, body -> {
            body.putLong(keys.size());
            keys.forEach(key -> putField(body, key.bytes()));
        });
    }

    private byte[] fields(Operation operation, byte[]... fields) {
        int size = 0;
        for (byte[] field : fields) {
            size = Math.addExact(size, Math.addExact(Long.BYTES, field.length));
        }
        return frame(operation, size, body -> {
            for (byte[] field : fields) {
                putField(body, field);
            }
        });
    }

    private byte[] frame(Operation operation, int bodySize, Consumer<ByteBuffer> body) {
        byte[] frame = new byte[Math.addExact(1, bodySize)];
        body.accept(ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).put(operation.code(dialect)));
        return frame;
    }

    private static ByteBuffer putField(ByteBuffer body, byte[] field) {
        return body.putLong(field.length).put(field);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream(first.length + second.length);
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }

    private static String about(Operation operation, Key key) {
        return operation + " of the key " + key.text();
    }

    private static String about(Operation operation, List<Key> keys) {
        return keys.size() == 1 ? about(operation, keys.get(0)) : operation + " of " + keys.size() + " keys";
    }
}
