package dev.rendezvous.fixed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.tcpstore.client.Presence;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** Makes both ends of the store from the settings of a node: the server of rank 0, and clients. */
final class StaticEnds {

    /** Nodes are started together, so that rank 0 is often only a little late. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

    private final StaticSettings settings;

    StaticEnds(StaticSettings settings) {
        this.settings = settings;
    }

    /**
     * {@return the store, which listens; owned by the caller}
     *
     * @throws RendezvousConnectionException if it cannot listen
     */
    TcpStoreServer host() {
        try {
            TcpStoreServer.Builder builder =
                    TcpStoreServer.builder().bindAddress(settings.bindAddress()).port(settings.port());
            settings.secret().ifPresent(builder::secret);
            settings.tls().ifPresent(builder::tls);
            builder.requireClientCertificate(settings.requiresClientCertificates());
            return builder.start();
        } catch (IOException e) {
            throw new RendezvousConnectionException(StaticMessages.cannotHost(settings, e), e);
        }
    }

    /** {@return a client that connects when it is first used; owned by the caller} */
    TcpStoreClient client(Duration connectTimeout, Duration reconnectTimeout) {
        return builder(connectTimeout, reconnectTimeout).unconnected();
    }

    /** {@return what has the server write down that this node is not connected any more; owned by the caller} */
    Presence presence(int round, String claim, Duration connectTimeout) throws InterruptedException {
        String run = StaticKeys.ROOT + "/" + settings.runId() + "/";
        return builder(connectTimeout, settings.readTimeout())
                .present(Map.of(
                        run + StaticKeys.gone(round, settings.rank()),
                        claim.getBytes(UTF_8),
                        run + StaticKeys.anyGone(round),
                        claim.getBytes(UTF_8)));
    }

    private TcpStoreClient.Builder builder(Duration connectTimeout, Duration reconnectTimeout) {
        TcpStoreClient.Builder builder = TcpStoreClient.builder(settings.endpoint())
                .timeout(settings.readTimeout())
                .connectTimeout(connectTimeout)
                .reconnectTimeout(reconnectTimeout)
                .firstPause(FIRST_PAUSE);
        settings.secret().ifPresent(builder::secret);
        settings.tls().ifPresent(builder::tls);
        return builder;
    }
}
