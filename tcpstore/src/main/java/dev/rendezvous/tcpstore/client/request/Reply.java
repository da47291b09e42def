package dev.rendezvous.tcpstore.client.request;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * How the answer to a request is read. Answers carry no length of their own, so that only a reader that knows the request
 * can tell where its answer ends.
 *
 * @param <T> what the answer says
 */
@FunctionalInterface
public interface Reply<T> {

    /**
     * {@return the answer; empty as long as some of its bytes have not come; what was taken of the buffer is not offered again}
     *
     * @param in the bytes that have come, the least byte of a number first
     * @throws ProtocolException if no server of this protocol would send that
     */
    Optional<T> read(ByteBuffer in) throws ProtocolException;

    /** {@return what reads one such answer: something new if it remembers what it has taken} */
    default Reply<T> anew() {
        return this;
    }
}
