package dev.rendezvous.tcpstore.server;

import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.server.store.Request;
import dev.rendezvous.tcpstore.wire.Bytes;
import dev.rendezvous.tcpstore.wire.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Valid requests of every kind, as bytes and as what is to be read from them. */
final class Traffic {

    /** A request on the wire and in memory. */
    record Sample(Frame frame, Request request) {
        byte[] bytes() {
            return frame.bytes();
        }
    }

    private Traffic() {}

    /** {@return one request for each operation that the dialect has, but for the handshake} */
    static List<Sample> ofEveryOperation(Dialect dialect) {
        List<Sample> samples = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            if (operation != Operation.VALIDATE && operation.isIn(dialect)) {
                samples.add(sample(operation, dialect, "key", "value"));
            }
        }
        return samples;
    }

    /** Without cells, whose frames would be refused here; they have a fuzz test of their own. */
    static byte[] random(Random random, Dialect dialect, int requests) {
        List<Operation> operations = new ArrayList<>(List.of(Operation.values()));
        operations.removeAll(List.of(Operation.VALIDATE, Operation.CELLS));
        operations.removeIf(operation -> !operation.isIn(dialect));
        Frame frames = new Frame();
        for (int i = 0; i < requests; i++) {
            Operation operation = operations.get(random.nextInt(operations.size()));
            String key = "k" + random.nextInt(5);
            String value =
                    random.nextBoolean() ? Integer.toString(random.nextInt(100)) : "x".repeat(random.nextInt(3000));
            frames.raw(sample(operation, dialect, key, value).bytes());
        }
        return frames.bytes();
    }

    private static Sample sample(Operation operation, Dialect dialect, String key, String value) {
        Frame frame = Frame.of(operation, dialect);
        Bytes k = Frame.bytes(key);
        Bytes v = Frame.bytes(value);
        return switch (operation) {
            case VALIDATE -> throw new IllegalArgumentException("not a request");
            case SET -> new Sample(frame.texts(key, value), new Request.Set(k, v));
            case COMPARE_SET ->
                new Sample(frame.texts(key, value, "desired"), new Request.CompareSet(k, v, Frame.bytes("desired")));
            case GET -> new Sample(frame.text(key), new Request.Get(k));
            case ADD -> new Sample(frame.text(key).number(-7), new Request.Add(k, -7));
            case CHECK -> new Sample(frame.list(key, ""), new Request.Check(List.of(k, Bytes.EMPTY)));
            case WAIT -> new Sample(frame.list(key, value), new Request.Wait(List.of(k, v)));
            case GET_NUM_KEYS -> new Sample(frame, new Request.GetNumKeys());
            case WATCH_KEY -> new Sample(frame.text(key), new Request.WatchKey(k));
            case DELETE_KEY -> new Sample(frame.text(key), new Request.DeleteKey(k));
            case APPEND -> new Sample(frame.texts(key, value), new Request.Append(k, v));
            case MULTI_GET -> new Sample(frame.list(key), new Request.MultiGet(List.of(k)));
            case MULTI_SET ->
                new Sample(frame.number(2).texts(key, value, value, key), new Request.MultiSet(List.of(k, v, v, k)));
            case CANCEL_WAIT -> new Sample(frame, new Request.CancelWait());
            case PING -> new Sample(frame.number(0xfedcba98, 4), new Request.Ping(0xfedcba98));
            case QUEUE_PUSH -> new Sample(frame.texts(key, value), new Request.QueuePush(k, v));
            case QUEUE_POP -> new Sample(frame.text(key), new Request.QueuePop(k));
            case QUEUE_LEN -> new Sample(frame.text(key), new Request.QueueLen(k));
            case LIST_KEYS -> new Sample(frame, new Request.ListKeys());
            case REPLACE ->
                new Sample(frame.texts(key, value, "desired"), new Request.Replace(k, v, Frame.bytes("desired")));
            case PRESENCE -> new Sample(frame.number(1).texts(key, value), new Request.Presence(List.of(k, v)));
            case CELLS -> new Sample(frame.texts(key, value), new Request.Cells(k, v));
            case BARRIER -> new Sample(frame.text(key).number(2), new Request.Barrier(k, 2));
        };
    }
}
