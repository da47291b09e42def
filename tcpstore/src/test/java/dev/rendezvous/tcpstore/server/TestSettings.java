package dev.rendezvous.tcpstore.server;

import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.StoreLimits;
import dev.rendezvous.tcpstore.wire.SharedSecret;
import java.time.Duration;
import java.util.Optional;

/** Settings of servers that are tested without a socket. */
final class TestSettings {

    private TestSettings() {}

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
        return new ServerSettings(limits, Dialect.LEGACY_1_13, Duration.ofMinutes(1), Optional.empty(), false, secret);
    }
}
