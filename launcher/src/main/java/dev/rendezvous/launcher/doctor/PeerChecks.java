package dev.rendezvous.launcher.doctor;

import dev.rendezvous.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

/** Whether other nodes can be reached: what a firewall lets through can only be seen from the other side. */
final class PeerChecks {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int DIAL_MILLIS = 3_000;

    private final Steps steps;

    PeerChecks(Steps steps) {
        this.steps = steps;
    }

    void dial(List<String> peers) throws InterruptedException {
        for (String peer : peers) {
            steps.run("peer " + peer, LIMIT, () -> List.of(dialled(peer)));
        }
    }

    private static Finding dialled(String peer) {
        String step = "peer " + peer;
        try (Socket socket = new Socket()) {
            Endpoint endpoint = Endpoint.parse(peer);
            if (endpoint.port().isEmpty()) {
                return Finding.fail(step, "there is no port; expected HOST:PORT");
            }
            socket.connect(
                    new InetSocketAddress(endpoint.host(), endpoint.port().getAsInt()), DIAL_MILLIS);
            return Finding.ok(step, "connected from " + socket.getLocalAddress().getHostAddress());
        } catch (IllegalArgumentException e) {
            return Finding.fail(step, e.getMessage() + "; expected HOST:PORT");
        } catch (IOException e) {
            return Finding.fail(
                    step,
                    "no connection: " + e.getMessage()
                            + "; expected a listener there, such as rdzv store serve, and a firewall that lets it through");
        }
    }
}
