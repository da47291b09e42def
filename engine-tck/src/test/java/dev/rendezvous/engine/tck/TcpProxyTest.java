package dev.rendezvous.engine.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.tck.BackgroundCall;
import dev.rendezvous.tck.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real sockets: a service that sends back each byte, plus one, and records it. */
class TcpProxyTest {

    private final List<Integer> received = new CopyOnWriteArrayList<>();
    private ServerSocket service;
    private TcpProxy proxy;

    @BeforeEach
    void start() throws IOException {
        service = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        ProxiedConnection.daemon("test-service", this::serve).start();
        proxy = TcpProxy.before(new InetSocketAddress(service.getInetAddress(), service.getLocalPort()));
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        service.close();
    }

    private void serve() {
        while (!service.isClosed()) {
            try {
                Socket client = service.accept();
                ProxiedConnection.daemon("test-service", () -> reply(client)).start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void reply(Socket client) {
        try (client) {
            for (int b = client.getInputStream().read();
                    b >= 0;
                    b = client.getInputStream().read()) {
                received.add(b);
                client.getOutputStream().write(b + 1);
            }
        } catch (IOException e) {
            received.add(-1);
        }
    }

    @Test
    void bytesPassInBothDirections() throws Exception {
        try (Socket client = connect()) {
            assertThat(ask(client, 1)).isEqualTo(2);
            assertThat(ask(client, 3)).isEqualTo(4);
        }
    }

    @Test
    void cutBeforeRequestKeepsItFromTheService() throws Exception {
        try (Socket client = connect()) {
            ask(client, 1);
            proxy.cutBeforeRequest();
            assertThat(ask(client, 3)).isEqualTo(-1);
        }
        try (Socket client = connect()) {
            assertThat(ask(client, 5)).isEqualTo(6);
        }
        assertThat(received).contains(1, 5).doesNotContain(3);
    }

    @Test
    void cutBeforeReplyLetsTheRequestPass() throws Exception {
        try (Socket client = connect()) {
            ask(client, 1);
            proxy.cutBeforeReply();
            assertThat(ask(client, 3)).isEqualTo(-1);
        }
        Eventually.eventually("the service has the request", () -> received.contains(3));
        try (Socket client = connect()) {
            assertThat(ask(client, 5)).isEqualTo(6);
        }
    }

    @Test
    void heldReplyComesAfterTheResume() throws Exception {
        try (Socket client = connect()) {
            assertThat(ask(client, 1)).isEqualTo(2);
            proxy.holdReplies();
            client.getOutputStream().write(3);
            Eventually.eventually("the service has replied", () -> proxy.repliedBytes() == 2);
            assertThat(client.getInputStream().available()).isZero();
            proxy.resume();
            assertThat(client.getInputStream().read()).isEqualTo(4);
        }
    }

    @Test
    void cutAllLetsNewConnectionsPass() throws Exception {
        try (Socket client = connect()) {
            ask(client, 1);
            proxy.cutAll();
            assertThat(ask(client, 3)).isEqualTo(-1);
        }
        try (Socket client = connect()) {
            assertThat(ask(client, 5)).isEqualTo(6);
        }
    }

    @Test
    void refusedConnectionsEndUntilAccepted() throws Exception {
        proxy.refuse();
        try (Socket client = connect()) {
            assertThat(ask(client, 1)).isEqualTo(-1);
        }
        proxy.accept();
        try (Socket client = connect()) {
            assertThat(ask(client, 3)).isEqualTo(4);
        }
        assertThat(received).doesNotContain(1);
    }

    @Test
    void heldBytesComeAfterResume() throws Exception {
        try (Socket client = connect()) {
            ask(client, 1);
            proxy.hold();
            BackgroundCall<Integer> waiting =
                    BackgroundCall.start(() -> ask(client, 3)).untilItWaits();
            assertThat(received).doesNotContain(3);
            proxy.resume();
            assertThat(waiting.result()).isEqualTo(4);
        }
    }

    @Test
    void closedProxyEndsConnections() throws Exception {
        try (Socket client = connect()) {
            ask(client, 1);
            proxy.close();
            proxy.close();
            assertThat(ask(client, 3)).isEqualTo(-1);
        }
    }

    private Socket connect() throws IOException {
        Socket client = new Socket();
        client.connect(proxy.address());
        client.setSoTimeout(60_000);
        return client;
    }

    /** {@return what comes back; -1 if the connection broke} */
    private static int ask(Socket client, int value) {
        try {
            client.getOutputStream().write(value);
            return client.getInputStream().read();
        } catch (IOException e) {
            return -1;
        }
    }
}
