package dev.rendezvous.tcpstore.space;

import dev.rendezvous.Endpoint;
import dev.rendezvous.tcpstore.wire.SharedSecret;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;

/**
 * How a client reaches its server.
 *
 * @param endpoint has a port
 * @param run the name of the run
 * @param connectTimeout how long one attempt to connect may take
 * @param silence how long the server may owe a reply and send nothing before the connection is given up
 * @param tls encrypts the connection, if there is one
 * @param secret that both sides must know, if there is one
 * @param beforeConnecting called before each attempt to connect
 * @param whenUnreachable told of each attempt that failed; true to try again at once
 */
record SpaceSettings(
        Endpoint endpoint,
        String run,
        Duration connectTimeout,
        Duration silence,
        Optional<SSLContext> tls,
        Optional<SharedSecret> secret,
        Runnable beforeConnecting,
        Predicate<Exception> whenUnreachable) {

    int port() {
        return endpoint.port().orElseThrow();
    }
}
