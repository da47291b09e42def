package dev.rendezvous.tcpstore.frame;

import dev.rendezvous.tcpstore.CellPut;
import java.time.Duration;
import java.util.List;

/** What a client asks of the cells of a run. A frame is the id of the call, the code of the request, and its fields. */
public sealed interface CellRequest {

    /** The version of the requests and replies; a server that has another one refuses. */
    int FORMAT = 1;

    /** The first request on a connection: the format, and the leases that the client still holds. */
    record Hello(int format, List<Long> leases) implements CellRequest {}

    /** Asks for a lease. */
    record Grant(Duration ttl, Duration grace) implements CellRequest {}

    /** Extends a lease by its time-to-live. */
    record KeepAlive(long lease) implements CellRequest {}

    /** Ends a lease. */
    record Revoke(long lease) implements CellRequest {}

    /** Reads a key. */
    record Get(String key) implements CellRequest {}

    /** Reads all keys below a prefix. */
    record ListBelow(String prefix) implements CellRequest {}

    /** Writes a key. */
    record Put(CellPut put) implements CellRequest {}

    /** Writes a key, then reads all keys below a prefix. */
    record PutThenList(CellPut put, String prefix) implements CellRequest {}

    /** Deletes a key. */
    record Delete(String key, long version) implements CellRequest {}

    /** Asks for a hint after each change below a prefix. */
    record Watch(int watch, String prefix) implements CellRequest {}

    /** Ends a watch. */
    record Unwatch(int watch) implements CellRequest {}

    /** Extends the life of keys that linger. */
    record Touch(String keyOrPrefix) implements CellRequest {}

    /** Deletes all keys below a prefix. */
    record DeleteAll(String prefix) implements CellRequest {}

    /**
     * A request with the id of its call.
     *
     * @param id chosen by the client; the reply has the same
     * @param request the request
     */
    record Frame(int id, CellRequest request) {}
}
