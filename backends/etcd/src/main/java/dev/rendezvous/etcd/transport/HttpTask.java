package dev.rendezvous.etcd.transport;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request on its way, on a thread of its own. Cancelling closes its connection, which ends what the thread waits for. */
final class HttpTask {

    private @Nullable HttpConnection connection;
    private boolean cancelled;

    synchronized HttpConnection use(HttpConnection used) throws IOException {
        connection = used;
        if (cancelled) {
            used.close();
            throw new IOException("the call was cancelled");
        }
        return used;
    }

    /** The connection is used by others from now on. */
    synchronized boolean release() {
        connection = null;
        return !cancelled;
    }

    synchronized void cancel() {
        cancelled = true;
        if (connection != null) {
            connection.close();
        }
    }
}
