package dev.rendezvous.tcpstore;

import java.time.Duration;
import java.util.Optional;

/** Settings of servers that are tested without a socket. */
final class TestSettings {

    private TestSettings() {}

    static ServerSettings plain() {
        return new ServerSettings(
                StoreLimits.DEFAULT,
                Dialect.LEGACY_1_13,
                Duration.ofMinutes(1),
                Optional.empty(),
                false,
                Optional.empty());
    }
}
