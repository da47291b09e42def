package dev.rendezvous.tcpstore.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.RawClient;
import dev.rendezvous.tcpstore.wire.Operation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManyWaitersTest {

    private static final int CLIENTS = 1_000;

    /** Some tens of milliseconds on an idle machine; the bound is for a busy one. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Test
    void oneSetWakesAThousandClients() throws IOException {
        List<RawClient> waiters = new ArrayList<>();
        try (TcpStoreServer server = TcpStoreServer.builder().start();
                RawClient setter = RawClient.current(server)) {
            for (int i = 0; i < CLIENTS; i++) {
                waiters.add(
                        RawClient.current(server).send(Frame.of(Operation.WAIT).list("go", "go too")));
            }
            for (RawClient waiter : waiters) {
                waiter.answersNothingElse(Dialect.CURRENT, 0);
            }
            setter.send(Frame.of(Operation.SET).texts("go", ""));
            long start = System.nanoTime();
            setter.send(Frame.of(Operation.SET).texts("go too", ""));
            for (RawClient waiter : waiters) {
                waiter.answers(0);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("from the set to the last of %d", CLIENTS)
                    .isLessThan(PATIENCE);
        } finally {
            for (RawClient waiter : waiters) {
                waiter.close();
            }
        }
    }
}
