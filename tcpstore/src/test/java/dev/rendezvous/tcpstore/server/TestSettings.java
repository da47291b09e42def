package dev.rendezvous.tcpstore.server;

import dev.rendezvous.tcpstore.StoreLimits;
import dev.rendezvous.tcpstore.TestLimits;
import dev.rendezvous.tcpstore.server.store.ClientMemory;
import dev.rendezvous.tcpstore.server.store.MemoryBudget;
import dev.rendezvous.tcpstore.wire.SharedSecret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** Settings of servers that are tested without a socket. */
final class TestSettings {

    /** Limits that short keys, values and answers reach. */
    static final StoreLimits NARROW = TestLimits.of(100, 10, 100, 1000, 50, 10);

    private TestSettings() {}

    static SecretAttempts.FromOneAddress attempts() {
        return new SecretAttempts(System::nanoTime).from(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
    }

    /** Memory of a client of a server that has plenty. */
    static ClientMemory memory() {
        return new ClientMemory(new MemoryBudget(Long.MAX_VALUE));
    }

    static ServerSettings plain() {
        return with(StoreLimits.DEFAULT);
    }

    static ServerSettings with(StoreLimits limits) {
        return with(limits, Optional.empty());
    }

    static ServerSettings withSecret(SharedSecret secret) {
        return with(StoreLimits.DEFAULT, Optional.of(secret));
    }

    private static ServerSettings with(StoreLimits limits, Optional<SharedSecret> secret) {
        return new ServerSettings(limits, Duration.ofMinutes(1), Optional.empty(), false, secret);
    }
}
