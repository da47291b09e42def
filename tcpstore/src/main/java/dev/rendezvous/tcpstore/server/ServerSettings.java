package dev.rendezvous.tcpstore.server;

import dev.rendezvous.tcpstore.StoreLimits;
import dev.rendezvous.tcpstore.wire.SharedSecret;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/**
 * What a server was told, apart from where it listens.
 *
 * @param limits what it takes
 * @param stallTimeout how long a request or a handshake may stand still half done, positive
 * @param tls what connections are encrypted with, if they are
 * @param requiresClientCertificate whether a client has to show a certificate that the TLS context trusts
 * @param secret what a client has to know, if anything
 */
record ServerSettings(
        StoreLimits limits,
        Duration stallTimeout,
        Optional<SSLContext> tls,
        boolean requiresClientCertificate,
        Optional<SharedSecret> secret) {

    /** {@return a new engine for one connection, if connections are encrypted} */
    Optional<SSLEngine> newEngine() {
        return tls.map(context -> {
            SSLEngine engine = context.createSSLEngine();
            engine.setUseClientMode(false);
            engine.setNeedClientAuth(requiresClientCertificate);
            return engine;
        });
    }
}
