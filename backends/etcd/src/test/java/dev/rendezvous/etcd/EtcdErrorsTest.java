package dev.rendezvous.etcd;

import static dev.rendezvous.etcd.Spaces.answer;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.engine.ElasticHandler;
import dev.rendezvous.engine.spi.Check;
import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.tck.BackgroundCall;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is wrong with an endpoint is said with the endpoint and the remedy, by a call and by the check, within the time of the user. */
@RequiresEtcd
class EtcdErrorsTest {

    private static final Duration BRIEF = Duration.ofMillis(500);

    private final Spaces spaces = new Spaces();

    @AfterEach
    void close() throws Exception {
        spaces.close();
    }

    @Test
    void unresolvableNameIsNamed() throws Exception {
        assertUnreachable("resolve", "no-such-host.invalid:2379", "cannot be resolved", "DNS");
    }

    @Test
    void refusedConnectionIsNamed() throws Exception {
        int port = EtcdAddresses.free("127.0.0.1").client();
        assertUnreachable("connect", "127.0.0.1:" + port, "--listen-client-urls");
    }

    /** It listens, and never answers. */
    @Test
    void frozenServerIsNamed() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            String endpoint = "127.0.0.1:" + silent.getLocalPort();
            assertUnreachable("answer", endpoint, "frozen");
        }
    }

    @Test
    void otherProgramIsNamed() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            BackgroundCall<Boolean> greeting = BackgroundCall.start(() -> {
                try (Socket client = other.accept()) {
                    OutputStream out = client.getOutputStream();
                    out.write("SSH-2.0-OpenSSH_9.9\r\n".getBytes(US_ASCII));
                    out.flush();
                    return client.getInputStream().read() >= 0;
                }
            });
            CoordinationSpace space =
                    spaces.openFirst(List.of(Endpoint.of("127.0.0.1", other.getLocalPort())), Duration.ofSeconds(10));
            assertThatThrownBy(() -> answer(space.get("m/key")))
                    .isInstanceOf(RendezvousStateException.class)
                    .hasMessageContaining("127.0.0.1:" + other.getLocalPort())
                    .hasMessageContaining("check host and port");
            assertThat(greeting.result()).isTrue();
        }
    }

    @Test
    void serverWithoutTheGatewayIsNamed() throws Exception {
        try (EtcdServer old = EtcdServer.start(List.of("--enable-grpc-gateway=false", "--enable-v2=true"))) {
            CoordinationSpace space = spaces.open(old.endpoint().toString(), Map.of());
            assertThatThrownBy(() -> answer(space.get("m/key")))
                    .isInstanceOf(RendezvousStateException.class)
                    .hasMessageContaining(old.endpoint().toString())
                    .hasMessageContaining("etcd 3.4 or later");
            List<Check> checks = answer(space.check());
            assertThat(checks)
                    .extracting(Check::result)
                    .containsExactly(Check.Result.OK, Check.Result.OK, Check.Result.FAIL);
            assertThat(checks.get(2).detail()).contains("etcd 3.4 or later");
        }
    }

    /** The server refuses every write once its database has the size that it may have, as it does on a disk that it must not fill. */
    @Test
    void fullDatabaseIsNamed() throws Exception {
        try (EtcdServer small = EtcdServer.start(List.of("--quota-backend-bytes=200000"))) {
            CoordinationSpace space = spaces.open(small.endpoint().toString(), Map.of());
            AtomicInteger written = new AtomicInteger();
            assertThatThrownBy(() -> {
                        while (written.incrementAndGet() < 100) {
                            Spaces.create(space, "kv/1/" + written.get(), "v".repeat(100_000));
                        }
                    })
                    .isInstanceOf(RendezvousStateException.class)
                    .hasMessageContainingAll(small.endpoint().toString(), "is full", "etcdctl alarm disarm");
            try (ElasticHandler handler = (ElasticHandler) EtcdBackend.create(
                    spaces.parameters(small.endpoint().toString()).build())) {
                assertThat(handler.check(Duration.ofSeconds(30)))
                        .filteredOn(check -> check.result() == Check.Result.FAIL)
                        .isNotEmpty()
                        .first()
                        .satisfies(check -> assertThat(check.detail())
                                .contains(small.endpoint().toString(), "is full", "etcdctl alarm disarm"));
            }
        }
    }

    @Test
    void memberThatIsDownIsAWarning() throws Exception {
        int port = EtcdAddresses.free("127.0.0.1").client();
        CoordinationSpace space =
                spaces.open("127.0.0.1:" + port + "," + SharedEtcd.get().endpoint(), Map.of());
        assertThat(answer(space.check()))
                .extracting(Check::result)
                .containsExactly(Check.Result.WARN, Check.Result.OK, Check.Result.OK, Check.Result.OK);
    }

    @Test
    void checkOfAHandlerPasses() throws Exception {
        try (ElasticHandler handler = (ElasticHandler) EtcdBackend.create(
                spaces.parameters(SharedEtcd.get().endpoint().toString()).build())) {
            assertThat(handler.check(Duration.ofSeconds(30)))
                    .hasSizeGreaterThan(5)
                    .extracting(Check::result)
                    .containsOnly(Check.Result.OK);
        }
    }

    /** The time of a user is not used up, since the lease limits each call. */
    @Test
    void checkNamesAFrozenServerInTime() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
                ElasticHandler handler = (ElasticHandler) EtcdBackend.create(
                        spaces.parameters("127.0.0.1:" + silent.getLocalPort()).build())) {
            assertThat(handler.check(Duration.ofSeconds(10))).singleElement().satisfies(check -> {
                assertThat(check.result()).isEqualTo(Check.Result.FAIL);
                assertThat(check.detail()).contains("127.0.0.1:" + silent.getLocalPort(), "frozen");
            });
        }
    }

    @Test
    void badParametersAreNamed() {
        assertRefused(parameters("http://node0:2379"), "http://node0:2379", "host:port", "tls=true");
        assertRefused(parameters("node0:2379").config("namespace", "/rdzv/"), "namespace", "/rdzv/", "without a slash");
        assertRefused(parameters("node0:2379").config("user", "alice"), "user", "password_file", "both");
        assertRefused(parameters("node0:2379").config("secret_file", "/f"), "secret_file", "password_file");
        assertRefused(parameters("node0:2379").config("tls_trust_store", "/f"), "tls");
    }

    private static RendezvousParameters.Builder parameters(String endpoint) {
        return RendezvousParameters.builder("etcd")
                .endpoint(endpoint)
                .runId("run")
                .nodes(1, 2);
    }

    private static void assertRefused(RendezvousParameters.Builder parameters, String... parts) {
        assertThatThrownBy(() -> EtcdBackend.create(parameters.build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(parts);
    }

    private void assertUnreachable(String step, String endpoint, String... parts) throws Exception {
        CoordinationSpace space = spaces.openFirst(List.of(Endpoint.parse(endpoint)), BRIEF);
        assertThatThrownBy(() -> answer(space.get("m/key")))
                .isInstanceOf(RendezvousConnectionException.class)
                .hasMessageContaining(endpoint)
                .hasMessageContainingAll(parts);
        assertThat(answer(space.check())).singleElement().satisfies(check -> {
            assertThat(check.result()).isEqualTo(Check.Result.FAIL);
            assertThat(check.step()).isEqualTo(step + " " + endpoint);
            assertThat(check.detail()).contains(endpoint).contains(parts);
        });
    }
}
