package dev.rendezvous.tcpstore.space;

import dev.rendezvous.tcpstore.frame.CellReply;
import dev.rendezvous.tcpstore.frame.CellRequest;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * A lease that a server granted: the keys that are written with it vanish when it ends. Thread-safe; no method blocks.
 *
 * @since 0.1
 */
public final class SpaceLease {

    private final SpaceLink link;
    private final long id;
    private final Duration ttl;

    SpaceLease(SpaceLink link, long id, Duration ttl) {
        this.link = link;
        this.id = id;
        this.ttl = ttl;
    }

    /** {@return the number of this lease at its server, for {@link dev.rendezvous.tcpstore.CellPut#lease()}} */
    public long id() {
        return id;
    }

    /** {@return how long it lives after a keep-alive} */
    public Duration ttl() {
        return ttl;
    }

    /**
     * Extends the lease by its time-to-live.
     *
     * @return true if it lives; false if it is gone, which is final; exceptionally if that is not known
     */
    public CompletionStage<Boolean> keepAlive() {
        return link.call(new CellRequest.KeepAlive(id), false).thenApply(this::kept);
    }

    private boolean kept(CellReply reply) {
        boolean lives = Replies.answer(reply);
        if (!lives) {
            link.leases().remove(id);
        }
        return lives;
    }

    /**
     * Ends the lease and deletes its keys. May be called again.
     *
     * @return completes when the server has confirmed it
     */
    public CompletionStage<Void> revoke() {
        return link.call(new CellRequest.Revoke(id), true).thenAccept(reply -> {
            Replies.done(reply);
            link.leases().remove(id);
        });
    }
}
