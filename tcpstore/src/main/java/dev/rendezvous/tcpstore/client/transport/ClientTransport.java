package dev.rendezvous.tcpstore.client.transport;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What carries bytes to a server and back, plain or encrypted. Nothing here waits. One thread may read while another one writes,
 * and any thread may close it.
 */
public interface ClientTransport extends Closeable {

    /**
     * Reads what has come.
     *
     * @param in gets it; has room for at least {@link #room()} bytes
     * @return how many bytes were read; -1 if no more will come
     */
    int read(ByteBuffer in) throws IOException;

    /** {@return whether more can be read although the network has brought nothing new} */
    boolean hasMore();

    /** {@return how much room a buffer must have to be read into} */
    int room();

    /**
     * Writes what the network takes now.
     *
     * @param out what is to be written, maybe nothing; its position tells what was taken
     * @return whether all of it is on its way, with everything before it
     */
    boolean write(ByteBuffer out) throws IOException;

    /** {@return whether this client has shown a certificate of its own} */
    default boolean hasShownCertificate() {
        return false;
    }

    /** Lets go of the connection, without waiting and without an error. */
    @Override
    void close();
}
