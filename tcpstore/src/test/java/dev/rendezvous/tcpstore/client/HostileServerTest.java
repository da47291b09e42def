package dev.rendezvous.tcpstore.client;

import static dev.rendezvous.tck.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.RendezvousException;
import dev.rendezvous.tck.BackgroundCall;
import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.Frame;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A server whose answers are damaged in every way that chance thinks of: each call ends in time, with an answer that came or with
 * an exception that names the server, and the client is of use again as soon as the server is.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileServerTest {

    private static final long[] SEEDS = {1};
    private static final int AT_ONCE = 24;

    private static final Duration SHORT = Duration.ofMillis(100);

    /** Room for three tries, each with a second to connect and a tenth to answer, on a machine that has many other things to do. */
    private static final Duration IN_TIME = Duration.ofMinutes(1);

    /** The servers that are greeted each in its own way. */
    enum Family {
        CURRENT(Dialect.CURRENT),
        WITH_SECRET(Dialect.CURRENT),
        LEGACY_1_13(Dialect.LEGACY_1_13);

        private final Dialect dialect;

        Family(Dialect dialect) {
            this.dialect = dialect;
        }

        TcpStoreServer server() throws IOException {
            TcpStoreServer.Builder builder = TcpStoreServer.builder();
            return (this == WITH_SECRET ? builder.secret("the secret of ours") : builder).start();
        }

        TcpStoreClient.Builder client(int port) {
            TcpStoreClient.Builder builder = TcpStoreClient.builder("127.0.0.1", port)
                    .dialect(dialect)
                    .firstPause(Duration.ofMillis(5))
                    .reconnectTimeout(Duration.ZERO)
                    .leastTimeout(SHORT)
                    .timeout(SHORT);
            return this == WITH_SECRET ? builder.secret("the secret of ours") : builder;
        }
    }

    /** Each kind of request. */
    enum Kind {
        SET,
        GET,
        GET_MISSING,
        ADD,
        COMPARE_SET,
        CONTAINS,
        AWAIT,
        AWAIT_MISSING,
        DELETE,
        SIZE,
        KEYS;

        /**
         * Asks.
         *
         * @param key is there, with a number as its value
         * @return the bytes that the server must have said for the call to end as it does
         */
        byte[] ask(TcpStoreClient client, String key) throws InterruptedException {
            return switch (this) {
                case SET -> {
                    client.set(key, bytes("2"));
                    yield check(client.contains(List.of()));
                }
                case GET -> field(client.get(key));
                case GET_MISSING -> field(client.get(key + "/missing"));
                case ADD -> Frame.answer(client.add(key, 1));
                case COMPARE_SET -> field(client.compareAndSet(key, bytes("1"), bytes("2")));
                case CONTAINS -> check(client.contains(List.of(key)));
                case AWAIT -> await(client, List.of(key));
                case AWAIT_MISSING -> await(client, List.of(key, key + "/missing"));
                case DELETE -> Frame.answer(client.delete(key) ? 1 : 0);
                case SIZE -> Frame.answer(client.size());
                case KEYS -> keys(client.keys());
            };
        }

        private static byte[] await(TcpStoreClient client, List<String> keys) throws InterruptedException {
            client.await(keys, SHORT);
            return check(true);
        }

        private static byte[] keys(List<String> keys) {
            Frame first = new Frame();
            keys.stream().limit(1).forEach(key -> first.text(bytes("/" + key)));
            return first.bytes();
        }

        private static byte[] check(boolean there) {
            return new byte[] {(byte) (there ? 0 : 1)};
        }

        private static byte[] field(byte[] value) {
            return new Frame().text(value).bytes();
        }
    }

    private record Case(Kind kind, Damage damage, long seed) {

        DamagingProxy.Plan plan() {
            Random random = new Random(seed);
            int after = random.nextBoolean() ? 0 : random.nextInt(4);
            return new DamagingProxy.Plan(damage, after, random.nextBoolean(), random);
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachCallEndsInTimeOrNamesServer(Family family) throws Exception {
        List<Case> cases = casesOf(family);
        AtomicInteger next = new AtomicInteger();
        AtomicInteger damaged = new AtomicInteger();
        try (TcpStoreServer server = family.server()) {
            List<BackgroundCall<Boolean>> players = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                players.add(BackgroundCall.start(() -> {
                    for (int at = next.getAndIncrement(); at < cases.size(); at = next.getAndIncrement()) {
                        damaged.addAndGet(play(cases.get(at), family, server, "key" + at) ? 1 : 0);
                    }
                    return true;
                }));
            }
            for (BackgroundCall<Boolean> player : players) {
                player.result();
            }
        }
        // Not each, since a client that is served late has given up before.
        assertThat(damaged).as("cases of %d with damage", cases.size()).hasValueGreaterThan(cases.size() / 4);
    }

    /** A client that cannot even connect ends in time, and leaves nothing open. */
    @ParameterizedTest
    @EnumSource
    void damagedGreetingEndsInTimeToo(Family family) throws Exception {
        try (TcpStoreServer server = family.server()) {
            List<BackgroundCall<Boolean>> players = new ArrayList<>();
            for (Damage damage : Damage.values()) {
                players.add(BackgroundCall.start(() -> greet(damage, family, server)));
            }
            for (BackgroundCall<Boolean> player : players) {
                player.result();
            }
        }
    }

    private static List<Case> casesOf(Family family) {
        List<Kind> kinds = new ArrayList<>(List.of(Kind.values()));
        if (family.dialect != Dialect.CURRENT) {
            kinds.remove(Kind.KEYS);
        }
        List<Case> cases = new ArrayList<>();
        for (long seed : SEEDS) {
            for (Kind kind : kinds) {
                for (Damage damage : Damage.values()) {
                    cases.add(new Case(kind, damage, 1000 * seed + cases.size()));
                }
            }
        }
        return cases;
    }

    /** {@return whether anything was damaged} */
    private static boolean play(Case one, Family family, TcpStoreServer server, String key) throws Exception {
        try (DamagingProxy proxy = new DamagingProxy(server)) {
            try (TcpStoreClient client =
                    family.client(proxy.port()).connectTimeout(IN_TIME).connect()) {
                eventually("the client is of use", () -> isOfUse(client, key));
                proxy.damage(one.plan());
                call(one, client, key, proxy);
                proxy.repair();
                eventually("the client is of use: " + one, () -> isOfUse(client, key));
            }
            eventually("nothing is left open", () -> !proxy.isInUse());
            return proxy.damaged() > 0;
        }
    }

    private static void call(Case one, TcpStoreClient client, String key, DamagingProxy proxy)
            throws InterruptedException {
        long start = System.nanoTime();
        try {
            byte[] said = one.kind.ask(client, key);
            assertThat(proxy.hasSaid(said)).as("%s: the server said that", one).isTrue();
        } catch (RendezvousException e) {
            assertThat(e).as("%s", one).hasMessageContaining("127.0.0.1:" + proxy.port());
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as("%s", one).isLessThan(IN_TIME);
    }

    /** Again, where the one second of an attempt was over before the server had its turn. */
    private static boolean greet(Damage damage, Family family, TcpStoreServer server) throws Exception {
        try (DamagingProxy proxy = new DamagingProxy(server)) {
            proxy.damage(new DamagingProxy.Plan(damage, 0, true, new Random(SEEDS[0])));
            eventually("a greeting was damaged: " + damage, () -> {
                greetOnce(damage, family, proxy);
                return proxy.damaged() > 0;
            });
            eventually("nothing is left open", () -> !proxy.isInUse());
            return true;
        }
    }

    private static void greetOnce(Damage damage, Family family, DamagingProxy proxy) throws InterruptedException {
        long start = System.nanoTime();
        try {
            family.client(proxy.port()).connectTimeout(Duration.ZERO).connect().close();
        } catch (RendezvousException e) {
            assertThat(e).as("%s", damage).hasMessageContaining("127.0.0.1:" + proxy.port());
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as("%s", damage).isLessThan(IN_TIME);
    }

    /** {@return whether the key is set; it may take a second time because of what was damaged before} */
    private static boolean isOfUse(TcpStoreClient client, String key) throws InterruptedException {
        try {
            client.set(key, bytes("1"));
            assertThat(client.get(key)).isEqualTo(bytes("1"));
            return true;
        } catch (RendezvousException stillBroken) {
            return false;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
