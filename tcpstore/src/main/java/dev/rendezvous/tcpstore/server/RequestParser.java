package dev.rendezvous.tcpstore.server;

import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.StoreLimits;
import dev.rendezvous.tcpstore.server.store.ClientMemory;
import dev.rendezvous.tcpstore.server.store.Refusal;
import dev.rendezvous.tcpstore.server.store.Request;
import dev.rendezvous.tcpstore.server.store.ServerMessages;
import dev.rendezvous.tcpstore.wire.Bytes;
import dev.rendezvous.tcpstore.wire.Operation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes of one connection into requests. They may come in any pieces; what has come of an unfinished request is kept,
 * and each byte is looked at once. A length is held against the limits before anything is made of it, and memory grows with
 * the bytes that have come, not with those that are announced. For one thread.
 *
 * <p>Every request is an operation byte, perhaps a count, texts (a length and so many bytes each), and perhaps a number.
 */
final class RequestParser {

    /** What the list of texts takes for each, with its spare room. */
    private static final int SLOT_BYTES = 8;

    private final Dialect dialect;
    private final StoreLimits limits;
    private final ClientMemory memory;
    private final NumberReader number = new NumberReader();
    private final TextReader text;
    private @Nullable Operation operation;
    private Layout layout = Layout.NOTHING;
    private ArrayList<Bytes> texts = new ArrayList<>(Layout.MOST_TEXTS);
    /** How many texts the request has; -1 until its count is read. */
    private long expectedTexts;

    private long textBytes;
    private long heldBytes;
    private long trailer;

    RequestParser(Dialect dialect, StoreLimits limits, ClientMemory memory) {
        this.dialect = dialect;
        this.limits = limits;
        this.memory = memory;
        this.text = new TextReader(memory);
    }

    /** {@return whether a request has begun that is not finished} */
    boolean isAmidRequest() {
        return operation != null;
    }

    /**
     * {@return the next request, or null if more bytes are needed for it; then all bytes were taken}
     *
     * @param in what has come, at the first byte that is not read
     * @throws Refusal if that is nothing that the dialect has or the limits allow; the parser is of no use afterwards
     */
    @Nullable
    Request next(ByteBuffer in) throws Refusal {
        in.order(ByteOrder.LITTLE_ENDIAN);
        if (operation == null) {
            if (!in.hasRemaining()) {
                return null;
            }
            begin(in.get());
        }
        return readCount(in) && readTexts(in) && readTrailer(in) ? finish() : null;
    }

    private void begin(byte code) throws Refusal {
        Operation found = Operation.of(code, dialect)
                .orElseThrow(() -> new Refusal(Refusal.Kind.PROTOCOL, ServerMessages.unknownOperation(code, dialect)));
        if (found == Operation.VALIDATE) {
            throw new Refusal(Refusal.Kind.PROTOCOL, ServerMessages.secondHandshake());
        }
        operation = found;
        layout = Layout.of(found);
        expectedTexts = layout.isCounted() ? -1 : layout.texts();
        textBytes = 0;
    }

    private boolean readCount(ByteBuffer in) throws Refusal {
        if (expectedTexts >= 0) {
            return true;
        }
        if (!number.read(in, Long.BYTES)) {
            return false;
        }
        long count = number.take();
        if (count < 0 || count > limits.maxKeys()) {
            throw new Refusal(Refusal.Kind.LIMIT, ServerMessages.tooManyKeys(operation, count, limits.maxKeys()));
        }
        expectedTexts = count * layout.texts();
        return true;
    }

    private boolean readTexts(ByteBuffer in) throws Refusal {
        while (texts.size() < expectedTexts) {
            if (!text.isOpen()) {
                if (!number.read(in, Long.BYTES)) {
                    return false;
                }
                text.open(checkedLength(number.take()));
            }
            if (!text.read(in)) {
                return false;
            }
            Bytes taken = text.take();
            memory.take(taken.weight() + SLOT_BYTES);
            heldBytes += taken.weight() + SLOT_BYTES;
            texts.add(taken);
        }
        return true;
    }

    private int checkedLength(long length) throws Refusal {
        boolean isKey = layout.isKey(texts.size());
        int limit = isKey ? limits.maxKeyBytes() : limits.maxValueBytes();
        if (length < 0 || length > limit) {
            throw new Refusal(Refusal.Kind.LIMIT, ServerMessages.tooLong(operation, isKey, length, limit));
        }
        textBytes += length;
        if (textBytes > limits.maxRequestBytes()) {
            throw new Refusal(
                    Refusal.Kind.LIMIT, ServerMessages.requestTooLong(operation, textBytes, limits.maxRequestBytes()));
        }
        return (int) length;
    }

    private boolean readTrailer(ByteBuffer in) {
        if (layout.trailerBytes() == 0) {
            return true;
        }
        if (!number.read(in, layout.trailerBytes())) {
            return false;
        }
        trailer = number.take();
        return true;
    }

    private Request finish() {
        Request request = request();
        operation = null;
        memory.drop(heldBytes);
        heldBytes = 0;
        if (layout.isCounted()) {
            texts = new ArrayList<>(Layout.MOST_TEXTS);
        } else {
            texts.clear();
        }
        return request;
    }

    private Request request() {
        if (operation == null) {
            throw new IllegalStateException("no request has begun");
        }
        return switch (operation) {
            case VALIDATE -> throw new IllegalStateException("a second handshake is refused when it begins");
            case PING -> new Request.Ping((int) trailer);
            case SET -> new Request.Set(texts.get(0), texts.get(1));
            case COMPARE_SET -> new Request.CompareSet(texts.get(0), texts.get(1), texts.get(2));
            case GET -> new Request.Get(texts.get(0));
            case ADD -> new Request.Add(texts.get(0), trailer);
            case CHECK -> new Request.Check(texts);
            case WAIT -> new Request.Wait(texts);
            case GET_NUM_KEYS -> new Request.GetNumKeys();
            case WATCH_KEY -> new Request.WatchKey(texts.get(0));
            case DELETE_KEY -> new Request.DeleteKey(texts.get(0));
            case APPEND -> new Request.Append(texts.get(0), texts.get(1));
            case MULTI_GET -> new Request.MultiGet(texts);
            case MULTI_SET -> new Request.MultiSet(texts);
            case CANCEL_WAIT -> new Request.CancelWait();
            case QUEUE_PUSH -> new Request.QueuePush(texts.get(0), texts.get(1));
            case QUEUE_POP -> new Request.QueuePop(texts.get(0));
            case QUEUE_LEN -> new Request.QueueLen(texts.get(0));
            case LIST_KEYS -> new Request.ListKeys();
            case REPLACE -> new Request.Replace(texts.get(0), texts.get(1), texts.get(2));
            case PRESENCE -> new Request.Presence(texts);
            case BARRIER -> new Request.Barrier(texts.get(0), trailer);
            case CELLS -> new Request.Cells(texts.get(0), texts.get(1));
        };
    }
}
