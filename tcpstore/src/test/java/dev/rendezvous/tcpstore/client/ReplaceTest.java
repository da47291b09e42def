package dev.rendezvous.tcpstore.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.tck.BackgroundCall;
import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import dev.rendezvous.tcpstore.wire.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whether a replace tells the truth to each of several clients. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReplaceTest {

    private static final int CLIENTS = 4;
    private static final int KEYS = 50;

    /** Of a read by COMPARE_SET: the key, and twice a text that is never a value. */
    private static final int READ_BYTES = 3 * Long.BYTES + "/key".length() + 2 * 36;

    private static final byte[] OLD = "old".getBytes(UTF_8);
    private static final byte[] NEW = "new".getBytes(UTF_8);

    @Test
    void oneOfTwoReplacesWithSameValueWins() throws Exception {
        try (TcpStoreServer server = TcpStoreServer.builder().start();
                TcpStoreClient first =
                        TcpStoreClient.builder("127.0.0.1", server.port()).connect();
                TcpStoreClient second =
                        TcpStoreClient.builder("127.0.0.1", server.port()).connect()) {
            first.set("key", OLD);

            assertThat(first.replace("key", OLD, NEW)).isTrue();
            assertThat(second.replace("key", OLD, NEW)).isFalse();
            assertThat(second.replace("absent", OLD, OLD)).isFalse();
            assertThat(first.contains(List.of("absent"))).isFalse();
        }
    }

    /** On PyTorch's protocol several of them are told that they have set the key. */
    @Test
    void oneOfManyConcurrentReplacesWinsEachKey() throws Exception {
        try (TcpStoreServer server = TcpStoreServer.builder().start()) {
            CountDownLatch start = new CountDownLatch(1);
            List<BackgroundCall<Integer>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(BackgroundCall.start(() -> wins(server.port(), start)));
            }
            start.countDown();
            int sum = 0;
            for (BackgroundCall<Integer> client : clients) {
                sum += client.result();
            }
            assertThat(sum).isEqualTo(KEYS);
        }
    }

    private static int wins(int port, CountDownLatch start) throws InterruptedException {
        try (TcpStoreClient client = TcpStoreClient.builder("127.0.0.1", port).connect()) {
            start.await();
            int wins = 0;
            for (int key = 0; key < KEYS; key++) {
                wins += client.replace("key/" + key, new byte[0], NEW) ? 1 : 0;
            }
            return wins;
        }
    }

    /** The greeting of the scripted server is that of PyTorch. */
    @Test
    void serverOfPytorchIsAskedInItsProtocol() throws Exception {
        try (ScriptedServer server = new ScriptedServer()) {
            BackgroundCall<TcpStoreClient> connecting = BackgroundCall.start(server.client()::connect);
            Peer peer = server.greet();
            try (TcpStoreClient client = connecting.result()) {
                BackgroundCall<Boolean> replacing = BackgroundCall.start(() -> client.replace("key", OLD, NEW));
                // Finds out how the server answers a GET of a missing key.
                Peer probe = server.greet();
                probe.expect(Operation.GET);
                probe.close();
                Peer again = server.greet();
                again.expect(Operation.GET);
                again.close();
                peer.expect(Operation.COMPARE_SET);
                peer.read(READ_BYTES);
                peer.send(new Frame().text("old").bytes());
                peer.expect(Frame.of(Operation.COMPARE_SET).texts("/key", "old", "new"));
                peer.send(new Frame().text("new").bytes());
                assertThat(replacing.result()).isTrue();
            }
        }
    }
}
