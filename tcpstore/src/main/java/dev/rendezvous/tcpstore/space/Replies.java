package dev.rendezvous.tcpstore.space;

import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.tcpstore.frame.CellReply;

/** Takes a reply for what it should be. */
final class Replies {

    private Replies() {}

    static boolean answer(CellReply reply) {
        return as(CellReply.Answer.class, reply).yes();
    }

    static void done(CellReply reply) {
        as(CellReply.Done.class, reply);
    }

    static <T extends CellReply> T as(Class<T> kind, CellReply reply) {
        if (kind.isInstance(reply)) {
            return kind.cast(reply);
        }
        String found = reply instanceof CellReply.Refused refused ? refused.why() : reply.toString();
        throw new RendezvousStateException("the TCP store refuses a request about cells: " + found);
    }
}
