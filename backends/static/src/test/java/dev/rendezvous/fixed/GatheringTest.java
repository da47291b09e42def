package dev.rendezvous.fixed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.Store;
import dev.rendezvous.tck.BackgroundCall;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens between two requests of rank 0. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GatheringTest {

    private static final String CLAIM = "rendezvous/static/run/round/1/rank/1";
    private static final byte[] MEMBER = "member".getBytes(UTF_8);

    @Test
    void withdrawnClaimIsAwaitedAgain() throws Exception {
        CountDownLatch withdrawn = new CountDownLatch(1);
        try (TcpStoreServer server = TcpStoreServer.builder().start();
                TcpStoreClient store = TcpStoreClient.builder("127.0.0.1", server.port())
                        .timeout(Duration.ofMillis(100))
                        .connect()) {
            store.set(CLAIM, MEMBER);
            Store host = whenFirstAwaited(store, () -> {
                store.delete(CLAIM);
                withdrawn.countDown();
                return true;
            });
            BackgroundCall<Integer> round =
                    BackgroundCall.start(() -> hostOf(host).meet(Deadline.after(Duration.ofSeconds(30))));

            assertThat(withdrawn.await(30, TimeUnit.SECONDS)).isTrue();
            round.untilItWaits();
            store.set(CLAIM, MEMBER);

            assertThat(round.result()).isEqualTo(1);
            assertThat(store.get("rendezvous/static/run/round/1/outcome"))
                    .isEqualTo("begun\nhost\nmember".getBytes(UTF_8));
        }
    }

    private static Gathering hostOf(Store store) {
        StaticSettings settings = StaticSettings.of(RendezvousParameters.builder("static")
                .endpoint("localhost:29500")
                .runId("run")
                .nodes(2, 2)
                .config("rank", "0")
                .build());
        return new Gathering(new RunStore(store, settings), settings, "host");
    }

    /** {@return the store, but something happens right after the first wait for keys that ends well} */
    private static Store whenFirstAwaited(Store store, Callable<Boolean> event) {
        AtomicBoolean happened = new AtomicBoolean();
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (self, method, args) -> {
                    try {
                        Object result = method.invoke(store, args);
                        if (method.getName().equals("await") && !happened.getAndSet(true)) {
                            event.call();
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
