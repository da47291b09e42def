package dev.rendezvous.tcpstore.cell;

import java.util.List;

/**
 * A watch of a client.
 *
 * @param number chosen by the client
 * @param prefix what it watches
 * @param watcher sends the hints; one for each client
 */
record CellWatch(int number, String prefix, CellWatcher watcher) {

    /** What a watch takes in memory. */
    static final int BYTES = 400;

    void changed(List<String> keys) {
        if (keys.stream().anyMatch(key -> key.startsWith(prefix))) {
            watcher.hint(number);
        }
    }
}
