package dev.rendezvous.tcpstore.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.StoreLimits;
import dev.rendezvous.tcpstore.server.store.StoreEngine;
import dev.rendezvous.tcpstore.wire.Operation;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** One byte asks for a list of all keys. Thousands of clients that ask for it must not hold up the others. */
class LongListTest {

    private static final int KEYS = 20;
    private static final String LONG_KEY = "k".repeat(8000);

    private final StoreEngine engine = new StoreEngine(StoreLimits.DEFAULT);
    private final EngineClient client = new EngineClient(engine);
    private final ConnectionProtocol protocol = client.conversation();

    @Test
    void shortListIsAnsweredAtOnce() throws Exception {
        client.set("key", "value");

        protocol.take(ByteBuffer.wrap(requests()));

        assertThat(protocol.isDeferring()).isFalse();
        client.gets(new Frame().number(1).text("key").number(1));
    }

    @Test
    void longListWaitsForItsTurn() throws Exception {
        fill();
        ByteBuffer requests = ByteBuffer.wrap(requests());

        protocol.take(requests);
        client.getsNothing();
        assertThat(protocol.isDeferring()).isTrue();

        protocol.goOn(requests);
        assertThat(protocol.isDeferring()).isFalse();
        assertThat(requests.hasRemaining()).isFalse();
        assertThat(client.answers()).hasSize((KEYS + 2) * Long.BYTES + KEYS * (LONG_KEY.length() + 2));
    }

    private void fill() {
        for (int i = 0; i < KEYS; i++) {
            client.set(LONG_KEY + (10 + i), "value");
        }
    }

    /** {@return the handshake, a request for all keys, and one for their number} */
    private static byte[] requests() {
        return new Frame()
                .raw(Frame.handshake())
                .raw(Frame.of(Operation.LIST_KEYS, Dialect.CURRENT).bytes())
                .raw(Frame.of(Operation.GET_NUM_KEYS, Dialect.CURRENT).bytes())
                .bytes();
    }
}
