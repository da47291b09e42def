package dev.rendezvous.tcpstore.frame;

import dev.rendezvous.tcpstore.CellOutcome;
import dev.rendezvous.tcpstore.frame.CellReply.Frame;
import java.nio.ByteBuffer;

/** Writes and reads replies about cells. */
public final class CellReplyCodec {

    private static final int DONE = 1;
    private static final int ANSWER = 2;
    private static final int GRANTED = 3;
    private static final int FOUND = 4;
    private static final int LISTED = 5;
    private static final int WRITTEN = 6;
    private static final int WRITTEN_AND_LISTED = 7;
    private static final int HINT = 8;
    private static final int REFUSED = 9;

    private static final int APPLIED = 1;
    private static final int CONFLICT = 2;
    private static final int LEASE_LOST = 3;

    private CellReplyCodec() {}

    /** {@return the bytes of a frame} */
    public static byte[] write(Frame frame) {
        FrameWriter out = new FrameWriter().integer(frame.id());
        CellReply reply = frame.reply();
        if (reply instanceof CellReply.Done) {
            out.octet(DONE);
        } else if (reply instanceof CellReply.Answer answer) {
            out.octet(ANSWER).flag(answer.yes());
        } else if (reply instanceof CellReply.Granted granted) {
            out.octet(GRANTED).number(granted.lease());
        } else if (reply instanceof CellReply.Found found) {
            out.octet(FOUND).cell(found.cell());
        } else if (reply instanceof CellReply.Listed listed) {
            out.octet(LISTED).cells(listed.cells());
        } else if (reply instanceof CellReply.Written written) {
            writeOutcome(out.octet(WRITTEN), written.outcome());
        } else if (reply instanceof CellReply.WrittenAndListed both) {
            writeOutcome(out.octet(WRITTEN_AND_LISTED), both.outcome()).cells(both.cells());
        } else if (reply instanceof CellReply.Hint hint) {
            out.octet(HINT).integer(hint.watch());
        } else if (reply instanceof CellReply.Refused refused) {
            out.octet(REFUSED).text(refused.why());
        }
        return out.toBytes();
    }

    private static FrameWriter writeOutcome(FrameWriter out, CellOutcome outcome) {
        if (outcome instanceof CellOutcome.Applied applied) {
            return out.octet(APPLIED).number(applied.version()).number(applied.order());
        }
        return outcome instanceof CellOutcome.Conflict conflict
                ? out.octet(CONFLICT).cell(conflict.current())
                : out.octet(LEASE_LOST);
    }

    /**
     * {@return the frame that these bytes are}
     *
     * @throws FrameException if they are none
     */
    public static Frame read(ByteBuffer bytes) throws FrameException {
        FrameReader in = new FrameReader(bytes);
        int id = in.integer();
        return in.ended(new Frame(id, readReply(in, in.octet())));
    }

    private static CellReply readReply(FrameReader in, int code) throws FrameException {
        return switch (code) {
            case DONE -> new CellReply.Done();
            case ANSWER -> new CellReply.Answer(in.flag());
            case GRANTED -> new CellReply.Granted(in.number());
            case FOUND -> new CellReply.Found(in.optionalCell());
            case LISTED -> new CellReply.Listed(in.cells());
            case WRITTEN -> new CellReply.Written(readOutcome(in));
            case WRITTEN_AND_LISTED -> new CellReply.WrittenAndListed(readOutcome(in), in.cells());
            case HINT -> new CellReply.Hint(in.integer());
            case REFUSED -> new CellReply.Refused(in.text());
            default -> throw new FrameException("expected a reply about cells, but got code " + code);
        };
    }

    private static CellOutcome readOutcome(FrameReader in) throws FrameException {
        int code = in.octet();
        return switch (code) {
            case APPLIED -> new CellOutcome.Applied(in.number(), in.number());
            case CONFLICT -> new CellOutcome.Conflict(in.optionalCell());
            case LEASE_LOST -> new CellOutcome.LeaseLost();
            default -> throw new FrameException("expected the outcome of a write, but got code " + code);
        };
    }
}
