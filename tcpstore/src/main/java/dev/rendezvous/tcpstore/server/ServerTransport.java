package dev.rendezvous.tcpstore.server;

import dev.rendezvous.tcpstore.server.store.Answers;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of one connection on their way from and to its socket. Nothing blocks. For the thread of the server. */
interface ServerTransport {

    /**
     * Takes what the socket has now, as far as there is room.
     *
     * @return how many bytes came, possibly 0; -1 if no more will come
     */
    int read(ByteBuffer target) throws IOException;

    /**
     * Sends answers until there are none, the socket takes no more, or it is the turn of other connections.
     *
     * @return whether everything is sent
     */
    boolean write(Answers answers) throws IOException;

    /** {@return whether something is left to send that is no answer} */
    boolean hasUnsent();

    /** Sends what can be sent at once; the socket is closed next. */
    void end(Answers answers) throws IOException;

    /** {@return whether the connection is not ready for requests yet} */
    boolean isHandshaking();

    /** {@return whether the client owes the rest of something below the protocol of the store} */
    boolean isAmidRecord();
}
