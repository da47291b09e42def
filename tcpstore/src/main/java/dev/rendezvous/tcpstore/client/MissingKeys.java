package dev.rendezvous.tcpstore.client;

import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.tcpstore.client.connect.CallTimeout;
import dev.rendezvous.tcpstore.client.connect.ClientSettings;
import dev.rendezvous.tcpstore.client.request.CallWriter;
import dev.rendezvous.tcpstore.client.request.ClientMessages;
import dev.rendezvous.tcpstore.client.request.Key;
import dev.rendezvous.tcpstore.client.request.Replies;
import dev.rendezvous.tcpstore.wire.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Waits for keys that were not there, and names those that have not come when the time is over. */
final class MissingKeys {

    private static final int CHECKED_AT_ONCE = 1024;

    private final ClientSettings settings;
    private final Connections connections;
    private final CallWriter calls;
    private final WaitCall wait;

    MissingKeys(ClientSettings settings, Connections connections) {
        this.settings = settings;
        this.connections = connections;
        this.calls = new CallWriter(settings.dialect());
        this.wait = new WaitCall(settings, connections);
    }

    /**
     * Returns when the keys seem to have come, which the caller then finds out.
     *
     * @param deadline when the time of the caller is over
     * @param limit how long it was, for the message
     * @throws dev.rendezvous.RendezvousTimeoutException naming those that are not there when the time is over
     */
    void await(List<Key> keys, Deadline deadline, Duration limit, CallTimeout callTimeout) throws InterruptedException {
        if (!deadline.isOver()) {
            wait.untilHintOr(deadline, keys, callTimeout);
        }
        if (deadline.isOver()) {
            List<String> missing = missing(keys, callTimeout);
            if (!missing.isEmpty()) {
                throw new RendezvousTimeoutException(
                        ClientMessages.missing(settings.endpoint(), missing, limit), missing);
            }
        }
    }

    private List<String> missing(List<Key> keys, CallTimeout callTimeout) throws InterruptedException {
        List<String> missing = new ArrayList<>();
        for (int start = 0; start < keys.size(); start += CHECKED_AT_ONCE) {
            List<Key> part = keys.subList(start, Math.min(keys.size(), start + CHECKED_AT_ONCE));
            List<Boolean> there = connections.call(calls.checkEach(part), Replies.checks(part.size()), callTimeout);
            for (int i = 0; i < part.size(); i++) {
                if (!there.get(i)) {
                    missing.add(part.get(i).text());
                }
            }
        }
        return missing;
    }
}
