package dev.rendezvous.etcd;

import static dev.rendezvous.etcd.Spaces.answer;
import static dev.rendezvous.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.engine.spi.Check;
import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Lease;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users and passwords, at a server with authentication. */
@RequiresEtcd
class EtcdLoginTest {

    @TempDir
    private static Path folder;

    private static EtcdServer server;

    private final Spaces spaces = new Spaces();
    private Path password;

    @BeforeAll
    static void start() throws Exception {
        server = EtcdServer.start();
        try (Spaces first = new Spaces()) {
            EtcdUsers.enable(first.gateway(List.of(server.endpoint()), Duration.ofSeconds(10)));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void writePassword() throws Exception {
        password = Files.writeString(folder.resolve("password"), EtcdUsers.PASSWORD + "\n");
    }

    @AfterEach
    void close() throws Exception {
        spaces.close();
    }

    @Test
    void userWithRightsWritesAndWatches() throws Exception {
        CoordinationSpace alice = as("alice");
        AtomicInteger hints = new AtomicInteger();
        answer(alice.watch("m/", hints::incrementAndGet));
        Lease lease = answer(alice.grant(Duration.ofSeconds(10)));
        assertThat(answer(alice.put("m/key", "1", Precondition.absent(), Life.leased(lease))))
                .isInstanceOf(WriteOutcome.Applied.class);
        eventually("a hint", () -> hints.get() > 0);
        assertThat(answer(lease.keepAlive())).isTrue();
        answer(lease.revoke());
        assertThat(answer(alice.get("m/key"))).isEmpty();
    }

    /** A server forgets its tokens when it restarts. */
    @Test
    void tokenIsRenewedWhenTheServerRefusesIt() throws Exception {
        CoordinationSpace alice = as("alice");
        AtomicInteger hints = new AtomicInteger();
        answer(alice.watch("m/", hints::incrementAndGet));
        Spaces.create(alice, "m/before", "1");
        server.restart();
        eventually("the server is reached", () -> Spaces.isReachable(alice));
        assertThat(Spaces.create(alice, "m/after", "1")).isInstanceOf(WriteOutcome.Applied.class);
        int before = hints.get();
        eventually("a hint after the restart", () -> {
            Spaces.create(alice, "m/" + System.nanoTime(), "1");
            return hints.get() > before;
        });
    }

    @Test
    void wrongPasswordIsNamed() throws Exception {
        Path wrong = Files.writeString(folder.resolve("wrong"), "wrong");
        CoordinationSpace alice =
                spaces.open(server.endpoint().toString(), Map.of("user", "alice", "password_file", wrong.toString()));
        assertRefused(alice.get("m/key"), "alice", "password_file", "etcdctl user get");
        assertRefused(creating(alice), "alice");
        assertThat(answer(alice.check()))
                .extracting(Check::step, Check::result)
                .last()
                .isEqualTo(org.assertj.core.groups.Tuple.tuple("login", Check.Result.FAIL));
    }

    @Test
    void missingRightsAreNamed() throws Exception {
        CoordinationSpace bob = as("bob");
        assertRefused(bob.get("m/key"), "bob", "/rdzv/", "grant-permission");
        assertRefused(creating(bob), "bob", "grant-permission");
        assertRefused(bob.watch("m/", () -> {}), "bob", "grant-permission");
        assertThat(answer(bob.check())).last().satisfies(check -> {
            assertThat(check.step()).isEqualTo("rights");
            assertThat(check.detail()).contains("grant-permission");
        });
    }

    @Test
    void missingLoginIsNamed() {
        CoordinationSpace stranger = spaces.open(server.endpoint().toString(), Map.of());
        assertRefused(stranger.get("m/key"), "user and password_file");
    }

    @Test
    void loginAtAServerWithoutUsersIsNamed() {
        CoordinationSpace space = spaces.open(
                SharedEtcd.get().endpoint().toString(), Map.of("user", "alice", "password_file", password.toString()));
        assertRefused(space.get("m/key"), "not enabled", "leave out");
    }

    private CoordinationSpace as(String user) {
        return spaces.open(server.endpoint().toString(), Map.of("user", user, "password_file", password.toString()));
    }

    private static CompletionStage<WriteOutcome> creating(CoordinationSpace space) {
        return space.put("m/key", "1", Precondition.absent(), Spaces.LINGER);
    }

    private static void assertRefused(CompletionStage<?> call, String... parts) {
        assertThatThrownBy(() -> answer(call))
                .isInstanceOf(RendezvousStateException.class)
                .hasMessageContaining("etcd at 127.0.0.1:")
                .hasMessageContainingAll(parts);
    }
}
