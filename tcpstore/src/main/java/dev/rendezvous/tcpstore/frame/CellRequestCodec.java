package dev.rendezvous.tcpstore.frame;

import dev.rendezvous.tcpstore.CellPut;
import dev.rendezvous.tcpstore.frame.CellRequest.Frame;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Writes and reads requests about cells. */
public final class CellRequestCodec {

    private static final int HELLO = 1;
    private static final int GRANT = 2;
    private static final int KEEP_ALIVE = 3;
    private static final int REVOKE = 4;
    private static final int GET = 5;
    private static final int LIST = 6;
    private static final int PUT = 7;
    private static final int PUT_THEN_LIST = 8;
    private static final int DELETE = 9;
    private static final int WATCH = 10;
    private static final int UNWATCH = 11;
    private static final int TOUCH = 12;
    private static final int DELETE_ALL = 13;

    private CellRequestCodec() {}

    /** {@return the bytes of a frame} */
    public static byte[] write(Frame frame) {
        FrameWriter out = new FrameWriter().integer(frame.id());
        CellRequest request = frame.request();
        if (request instanceof CellRequest.Put put) {
            writePut(out.octet(PUT), put.put());
        } else if (request instanceof CellRequest.PutThenList both) {
            writePut(out.octet(PUT_THEN_LIST), both.put()).text(both.prefix());
        } else if (request instanceof CellRequest.Get get) {
            out.octet(GET).text(get.key());
        } else if (request instanceof CellRequest.ListBelow list) {
            out.octet(LIST).text(list.prefix());
        } else if (request instanceof CellRequest.Delete delete) {
            out.octet(DELETE).text(delete.key()).number(delete.version());
        } else if (request instanceof CellRequest.Touch touch) {
            out.octet(TOUCH).text(touch.keyOrPrefix());
        } else if (request instanceof CellRequest.DeleteAll delete) {
            out.octet(DELETE_ALL).text(delete.prefix());
        } else {
            writeSessionRequest(out, request);
        }
        return out.toBytes();
    }

    private static void writeSessionRequest(FrameWriter out, CellRequest request) {
        if (request instanceof CellRequest.Hello hello) {
            out.octet(HELLO).integer(hello.format()).numbers(hello.leases());
        } else if (request instanceof CellRequest.Grant grant) {
            out.octet(GRANT).number(grant.ttl().toNanos()).number(grant.grace().toNanos());
        } else if (request instanceof CellRequest.KeepAlive keep) {
            out.octet(KEEP_ALIVE).number(keep.lease());
        } else if (request instanceof CellRequest.Revoke revoke) {
            out.octet(REVOKE).number(revoke.lease());
        } else if (request instanceof CellRequest.Watch watch) {
            out.octet(WATCH).integer(watch.watch()).text(watch.prefix());
        } else if (request instanceof CellRequest.Unwatch unwatch) {
            out.octet(UNWATCH).integer(unwatch.watch());
        }
    }

    private static FrameWriter writePut(FrameWriter out, CellPut put) {
        return out.text(put.key())
                .text(put.value())
                .number(put.expected())
                .number(put.lease())
                .number(put.linger().toNanos());
    }

    /**
     * {@return the frame that these bytes are}
     *
     * @throws FrameException if they are none
     */
    public static Frame read(ByteBuffer bytes) throws FrameException {
        FrameReader in = new FrameReader(bytes);
        int id = in.integer();
        return in.ended(new Frame(id, readRequest(in, in.octet())));
    }

    private static CellRequest readRequest(FrameReader in, int code) throws FrameException {
        return switch (code) {
            case HELLO -> new CellRequest.Hello(in.integer(), in.numbers());
            case GRANT -> new CellRequest.Grant(time(in), time(in));
            case KEEP_ALIVE -> new CellRequest.KeepAlive(in.number());
            case REVOKE -> new CellRequest.Revoke(in.number());
            case GET -> new CellRequest.Get(in.text());
            case LIST -> new CellRequest.ListBelow(in.text());
            case PUT -> new CellRequest.Put(readPut(in));
            case PUT_THEN_LIST -> new CellRequest.PutThenList(readPut(in), in.text());
            case DELETE -> new CellRequest.Delete(in.text(), in.number());
            case WATCH -> new CellRequest.Watch(in.integer(), in.text());
            case UNWATCH -> new CellRequest.Unwatch(in.integer());
            case TOUCH -> new CellRequest.Touch(in.text());
            case DELETE_ALL -> new CellRequest.DeleteAll(in.text());
            default -> throw new FrameException("expected a request about cells, but got code " + code);
        };
    }

    private static CellPut readPut(FrameReader in) throws FrameException {
        return new CellPut(in.text(), in.text(), in.number(), in.number(), time(in));
    }

    private static Duration time(FrameReader in) throws FrameException {
        long nanos = in.number();
        if (nanos < 0 || nanos > Duration.ofDays(365).toNanos()) {
            throw new FrameException("expected a time of at most a year, but got " + nanos + " ns");
        }
        return Duration.ofNanos(nanos);
    }
}
