package dev.rendezvous.fixed;

import dev.rendezvous.tcpstore.client.TcpStoreClient;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.io.IOException;
import java.time.Duration;

/** Makes both ends of the store of {@code static}, as the settings of a node have it: the server of rank 0, and clients. */
final class StaticEnds {

    /** Nodes are started together, so that rank 0 is often late by little. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

    private final StaticSettings settings;

    StaticEnds(StaticSettings settings) {
        this.settings = settings;
    }

    /** {@return the store, which listens; owned by the caller} */
    TcpStoreServer host() {
        try {
            TcpStoreServer.Builder builder =
                    TcpStoreServer.builder().bindAddress(settings.bindAddress()).port(settings.port());
            settings.secret().ifPresent(builder::secret);
            settings.tls()
                    .ifPresent(tls ->
                            builder.tls(tls.context()).requireClientCertificate(tls.requiresClientCertificate()));
            return builder.start();
        } catch (IOException e) {
            throw StaticMessages.cannotHost(settings, e);
        }
    }

    /** {@return a client that connects when it is first used; owned by the caller} */
    TcpStoreClient client(Duration connectTimeout, Duration reconnectTimeout) {
        TcpStoreClient.Builder builder = TcpStoreClient.builder(settings.endpoint())
                .timeout(settings.readTimeout())
                .connectTimeout(connectTimeout)
                .reconnectTimeout(reconnectTimeout)
                .firstPause(FIRST_PAUSE);
        settings.secret().ifPresent(builder::secret);
        settings.tls().ifPresent(tls -> builder.tls(tls.context()));
        return builder.unconnected();
    }
}
