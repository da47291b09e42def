package dev.rendezvous.tcpstore;

import java.time.Duration;

/**
 * What a server was told, apart from where it listens.
 *
 * @param limits what it takes
 * @param legacyDialect what those speak that begin without the handshake, never {@link Dialect#CURRENT}
 * @param stallTimeout how long a request or a handshake may stand still half done, positive
 */
record ServerSettings(StoreLimits limits, Dialect legacyDialect, Duration stallTimeout) {}
