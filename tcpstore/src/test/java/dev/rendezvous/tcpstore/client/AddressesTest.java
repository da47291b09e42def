package dev.rendezvous.tcpstore.client;

import static dev.rendezvous.tck.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.tck.BackgroundCall;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host with several addresses, and one whose addresses no server tells. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AddressesTest {

    private static final String HOST = "store.invalid";
    private static final Duration ONE_ATTEMPT = Duration.ZERO;
    private static final Duration ENOUGH = Duration.ofMinutes(1);

    private final CountDownLatch dnsAnswers = new CountDownLatch(1);
    private final AtomicInteger lookups = new AtomicInteger();

    @AfterEach
    void endLookups() throws Exception {
        dnsAnswers.countDown();
        eventually("no lookup goes on", () -> !isLookingUp());
    }

    private static TcpStoreClient.Builder client(int port, String... addresses) {
        return TcpStoreClient.builder(HOST, port)
                .connectTimeout(ONE_ATTEMPT)
                .firstPause(Duration.ofMillis(5))
                .resolver(host -> of(addresses));
    }

    /** {@return a client that finds its server as soon as DNS answers} */
    private TcpStoreClient.Builder clientWithoutDns(int port) {
        return client(port).resolver(host -> {
            lookups.incrementAndGet();
            try {
                dnsAnswers.await();
            } catch (InterruptedException e) {
                throw new UnknownHostException("interrupted");
            }
            return of("127.0.0.1");
        });
    }

    private static InetAddress[] of(String... addresses) throws UnknownHostException {
        InetAddress[] all = new InetAddress[addresses.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = InetAddress.getByName(addresses[i]);
        }
        return all;
    }

    private static boolean isLookingUp() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("rendezvous-tcpstore-lookup-" + HOST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.2", "::1"})
    void aServerIsReachedAtTheSecondAddressIfTheFirstOneRefuses(String other) throws Exception {
        try (TcpStoreServer server = TcpStoreServer.builder().start();
                TcpStoreClient client = client(server.port(), other, "127.0.0.1")
                        .connectTimeout(ENOUGH)
                        .connect()) {
            assertThat(client.add("counter", 1)).isEqualTo(1);
        }
    }

    @Test
    void secondAddressIsReachedIfFirstIsSilent() throws Exception {
        try (TcpStoreServer server = TcpStoreServer.builder().start();
                ServerSocket silent = new ServerSocket(server.port(), 1, InetAddress.getByName("127.0.0.2"));
                TcpStoreClient client = client(silent.getLocalPort(), "127.0.0.2", "127.0.0.1")
                        .connectTimeout(Duration.ofSeconds(8))
                        .connect()) {
            assertThat(client.add("counter", 1)).isEqualTo(1);
        }
    }

    @Test
    void manySilentAddressesTakeTheTimeOfOne() throws Exception {
        String[] many = IntStream.range(2, 32).mapToObj(i -> "127.0.0." + i).toArray(String[]::new);
        try (ServerSocket silent = new ServerSocket(0, 64)) {
            long start = System.nanoTime();
            assertThatThrownBy(client(silent.getLocalPort(), many)::connect)
                    .isInstanceOf(RendezvousConnectionException.class)
                    .hasMessageContaining("127.0.0.2:" + silent.getLocalPort() + " takes the connection");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        }
    }

    /** In a Java process of its own, since a process decides once. */
    @Test
    void ipv6AddressIsSkippedWithoutIpv6() throws Exception {
        try (TcpStoreServer server = TcpStoreServer.builder().start()) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-Djava.net.preferIPv4Stack=true",
                            "-cp",
                            System.getProperty("java.class.path"),
                            WithoutIpv6.class.getName(),
                            Integer.toString(server.port()))
                    .redirectErrorStream(true)
                    .start();
            BackgroundCall<String> output = BackgroundCall.start(
                    () -> new String(process.getInputStream().readAllBytes(), UTF_8));
            try {
                assertThat(output.result())
                        .contains("[0:0:0:0:0:0:0:1]:" + server.port() + " is an IPv6 address", "and then 1");
            } finally {
                process.destroyForcibly();
            }
        }
    }

    /** What runs there: reaches the server at its first argument, the port, at an address of IPv4 alone. */
    static final class WithoutIpv6 {
        public static void main(String[] args) throws Exception {
            int port = Integer.parseInt(args[0]);
            try {
                client(port, "::1").connect().close();
            } catch (RendezvousConnectionException e) {
                System.out.println(e.getMessage());
            }
            try (TcpStoreClient client =
                    client(port, "::1", "127.0.0.1").connectTimeout(ENOUGH).connect()) {
                System.out.println("and then " + client.add("counter", 1));
            }
        }
    }

    @Test
    void eachAddressIsNamedWithItsResult() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"))) {
            int port = silent.getLocalPort();
            assertThatThrownBy(client(port, "127.0.0.3", "127.0.0.2", "::1")::connect)
                    .isInstanceOf(RendezvousConnectionException.class)
                    .hasMessageStartingWith("cannot connect to the store at " + HOST + ":" + port + ": ")
                    .hasMessageContaining("127.0.0.3:" + port + " refuses the connection")
                    .hasMessageContaining("127.0.0.2:" + port + " takes the connection and does not answer")
                    .hasMessageContaining("[0:0:0:0:0:0:0:1]:" + port + " ");
        }
    }

    @Test
    void dnsServerDelaysNoCallBeyondItsTimeout() throws Exception {
        long start = System.nanoTime();
        assertThatThrownBy(clientWithoutDns(29500)::connect)
                .isInstanceOf(RendezvousConnectionException.class)
                .hasMessageContaining("cannot connect to the store at " + HOST + ":29500")
                .hasMessageContaining("no address of the host " + HOST + " was found in time");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void nextAttemptReusesASlowLookup() throws Exception {
        try (TcpStoreServer server = TcpStoreServer.builder().start();
                TcpStoreClient client = clientWithoutDns(server.port()).unconnected()) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(client::size).isInstanceOf(RendezvousConnectionException.class);
            }
            assertThat(lookups).hasValue(1);
            dnsAnswers.countDown();
            eventually("the lookup ends", () -> !isLookingUp());
            eventually("the server is reached, perhaps at a second attempt", () -> isReached(client));
        }
    }

    private static boolean isReached(TcpStoreClient client) throws InterruptedException {
        try {
            return client.size() == 0;
        } catch (RendezvousConnectionException slow) {
            return false;
        }
    }

    @Test
    void interruptEndsTheWaitForAnAddress() throws Exception {
        BackgroundCall<TcpStoreClient> connecting = BackgroundCall.start(
                        clientWithoutDns(29500).connectTimeout(Duration.ofMinutes(1))::connect)
                .untilItWaits();
        connecting.interrupt();
        assertThatThrownBy(connecting::result).isInstanceOf(InterruptedException.class);
    }

    @Test
    void closeEndsTheWaitForAnAddress() throws Exception {
        TcpStoreClient client =
                clientWithoutDns(29500).connectTimeout(Duration.ofMinutes(1)).unconnected();
        BackgroundCall<Long> size = BackgroundCall.start(client::size);
        eventually("the lookup goes on", AddressesTest::isLookingUp);
        client.close();
        assertThatThrownBy(size::result)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed");
        eventually("the lookup ends", () -> !isLookingUp());
    }

    @Test
    void resolverThatFailsIsToldAtOnce() {
        assertThatThrownBy(client(29500)
                        .resolver(host -> {
                            throw new IllegalStateException("no resolver");
                        })
                        .connectTimeout(Duration.ofMinutes(1))::connect)
                .isInstanceOf(RendezvousConnectionException.class)
                .hasMessageContaining("the lookup of the host " + HOST + " failed")
                .hasMessageContaining("no resolver");
    }

    @Test
    void hostWithoutAnAddressIsUnknown() throws IOException {
        assertThatThrownBy(client(29500)::connect)
                .isInstanceOf(RendezvousConnectionException.class)
                .hasMessageContaining("no address is known for the host " + HOST);
    }
}
