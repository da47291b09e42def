package dev.rendezvous.tcpstore.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.tck.BackgroundCall;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads on one client. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ManyThreadsTest {

    private static final int THREADS = 16;
    private static final int CALLS = 2_000;

    private final TcpStoreServer server;
    private final TcpStoreClient client;

    ManyThreadsTest() throws Exception {
        server = TcpStoreServer.builder().start();
        client = TcpStoreClient.builder("localhost", server.port()).connect();
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void unansweredSetsDoNotDelayEachOther() throws Exception {
        onManyThreads(thread -> () -> {
            for (int call = 0; call < CALLS; call++) {
                client.set(thread + "/" + call % 10, Integer.toString(call).getBytes(UTF_8));
            }
            return client.add("done", 1);
        });

        assertThat(client.size()).isEqualTo(10 * THREADS + 1);
        assertThat(client.get("7/3")).isEqualTo(Integer.toString(CALLS - 7).getBytes(UTF_8));
    }

    /** More than the buffers of the sockets hold, so that writers have to wait for each other and for the network. */
    @Test
    void largeValuesGoBothWaysAtOnce() throws Exception {
        byte[] value = new byte[1 << 20];
        onManyThreads(thread -> () -> {
            for (int call = 0; call < 8; call++) {
                client.set("large " + thread, value);
                client.set("small " + thread, new byte[] {1});
                assertThat(client.get("large " + thread)).hasSize(value.length);
            }
            return true;
        });
    }

    @Test
    void setsAndWaitsAndCountersMix() throws Exception {
        onManyThreads(thread -> () -> {
            for (int call = 0; call < 20; call++) {
                client.set(thread + "/" + call, new byte[0]);
                client.add("counter", 1);
                client.get((thread + 1) % THREADS + "/" + call);
            }
            return true;
        });

        assertThat(client.add("counter", 0)).isEqualTo(20 * THREADS);
    }

    private static <T> void onManyThreads(IntFunction<Callable<T>> work) throws Exception {
        List<BackgroundCall<T>> calls = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            calls.add(BackgroundCall.start(work.apply(thread)));
        }
        for (BackgroundCall<T> call : calls) {
            assertThat(call.result()).isNotNull();
        }
    }
}
