package dev.rendezvous.tcpstore.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Views of a client under a prefix. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClientViewTest {

    private final TcpStoreServer server;
    private final TcpStoreClient client;
    private final TcpStoreClient view;

    ClientViewTest() throws IOException, InterruptedException {
        server = TcpStoreServer.builder().start();
        client = TcpStoreClient.builder("127.0.0.1", server.port()).connect();
        view = client.under("run/7");
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void keysOfTheViewAreUnderThePrefix() throws Exception {
        view.set("key", "value".getBytes(UTF_8));
        client.set("other", new byte[0]);

        assertThat(client.get("run/7/key")).isEqualTo("value".getBytes(UTF_8));
        assertThat(view.keys()).containsExactly("key");
        assertThat(client.keys()).containsExactly("other", "run/7/key");
        assertThat(view.under("round").add("n", 1)).isEqualTo(1);
        assertThat(view.contains(List.of("round/n"))).isTrue();
    }

    @Test
    void messagesShowTheKeyOfTheCaller() throws Exception {
        assertThatThrownBy(() -> view.withTimeout(Duration.ofMillis(1)).get("mine"))
                .isInstanceOf(RendezvousTimeoutException.class)
                .hasMessageContaining("no value for [mine]")
                .hasMessageNotContaining("run/7")
                .asInstanceOf(type(RendezvousTimeoutException.class))
                .extracting(RendezvousTimeoutException::missing)
                .isEqualTo(List.of("mine"));
        view.set("word", "none".getBytes(UTF_8));
        assertThatThrownBy(() -> view.add("word", 1))
                .hasMessageContaining("of the key word")
                .hasMessageNotContaining("run/7");
        assertThatThrownBy(() -> view.set("long", new byte[9 << 20])).hasMessageContaining("the key long has");
    }

    @Test
    void waitEndsWithTheView() {
        TcpStoreClient brief = client.within(Duration.ofMillis(100));
        long begin = System.nanoTime();

        assertThatThrownBy(() -> brief.await(List.of("never"), Duration.ofMinutes(5)))
                .isInstanceOf(RendezvousTimeoutException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
    }
}
