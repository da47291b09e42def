package dev.rendezvous.etcd.transport;

import dev.rendezvous.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How to reach an etcd.
 *
 * @param endpoints its members, each with a port; at least one
 * @param tls what to show and to trust; empty for no encryption
 * @param credentials empty for no login
 * @param prefix of the keys that this node uses, for messages
 * @param limit how long a call may take
 */
public record Connection(
        List<Endpoint> endpoints,
        Optional<SSLContext> tls,
        Optional<Credentials> credentials,
        String prefix,
        Duration limit) {

    /** Copies the list. */
    public Connection {
        endpoints = List.copyOf(endpoints);
    }
}
