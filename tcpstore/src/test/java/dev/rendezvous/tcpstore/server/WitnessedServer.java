package dev.rendezvous.tcpstore.server;

import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.RawClient;
import dev.rendezvous.tcpstore.StoreLimits;
import dev.rendezvous.tcpstore.wire.Operation;
import java.io.IOException;
import java.util.function.LongSupplier;

/** A server, and a second client of it that shows whether others than the client under test are served. */
final class WitnessedServer implements AutoCloseable {

    private final LongSupplier nanoClock;
    private TcpStoreServer server;
    private RawClient witness;

    WitnessedServer(LongSupplier nanoClock) throws IOException {
        this.nanoClock = nanoClock;
        server = start(StoreLimits.DEFAULT, nanoClock);
        witness = greet(server);
    }

    private static TcpStoreServer start(StoreLimits limits, LongSupplier nanoClock) throws IOException {
        return TcpStoreServer.builder().limits(limits).nanoClock(nanoClock).start();
    }

    private static RawClient greet(TcpStoreServer server) throws IOException {
        return RawClient.current(server).answersNothingElse(Dialect.CURRENT, 0);
    }

    /** Replaces the server, and with it the witness. */
    void restart(StoreLimits limits) throws IOException {
        close();
        server = start(limits, nanoClock);
        witness = greet(server);
    }

    /** {@return the client that is there from the start} */
    RawClient witness() {
        return witness;
    }

    /** {@return a new client that has said the handshake} */
    RawClient currentClient() throws IOException {
        return RawClient.current(server);
    }

    /** {@return a new client that has sent nothing} */
    RawClient silentClient() throws IOException {
        return RawClient.silent(server);
    }

    void othersAreServedNow() throws IOException {
        witness.send(Frame.of(Operation.PING).number(5, 4))
                .answers(new Frame().number(5, 4).bytes());
    }

    @Override
    public void close() throws IOException {
        witness.close();
        server.close();
    }
}
