package dev.rendezvous.tcpstore.client.request;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The answer to a WAIT: 0 when the keys have come. To one that is taken back it is 1, or 0 and 1 where the keys came just then.
 *
 * <p>Not for use by several threads at once: a thread that waits has the connection to itself.
 */
public final class WaitReply implements Reply<Boolean> {

    private boolean cancelled;

    /** To be called before the server is told. */
    public void cancel() {
        cancelled = true;
    }

    /** {@return whether the server said that the keys have come} */
    @Override
    public Optional<Boolean> read(ByteBuffer in) throws ProtocolException {
        int start = in.position();
        Optional<Boolean> come = Replies.ZERO_OR_ONE.read(in);
        if (cancelled && come.orElse(false) && Replies.ZERO_OR_ONE.read(in).isEmpty()) {
            in.position(start);
            return Optional.empty();
        }
        return come;
    }
}
