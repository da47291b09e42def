package dev.rendezvous.tcpstore.client.connect;

import dev.rendezvous.tcpstore.wire.Deadline;
import java.time.Duration;
import java.util.Optional;

/**
 * How one view of a client calls the server.
 *
 * @param timeout how long a read waits for its key
 * @param end when all calls of the view end, reconnecting included; empty for a view that reconnects as the client was told
 * @param prefix what is put before each key of the caller
 */
public record StoreView(Duration timeout, Optional<Deadline> end, String prefix) {

    public static StoreView of(Duration timeout) {
        return new StoreView(timeout, Optional.empty(), "");
    }

    public StoreView withTimeout(Duration other) {
        return new StoreView(other, end, prefix);
    }

    public StoreView until(Deadline deadline) {
        return new StoreView(timeout, Optional.of(deadline), prefix);
    }

    public StoreView under(String further) {
        return new StoreView(timeout, end, prefix + further + "/");
    }
}
