package dev.rendezvous.tcpstore.cell;

import dev.rendezvous.tcpstore.CellOutcome;
import dev.rendezvous.tcpstore.CellPut;
import dev.rendezvous.tcpstore.frame.CellReply;
import dev.rendezvous.tcpstore.frame.CellRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** One client of the cells of one run: what it asks, what it watches, and the leases that it holds. For the thread of the server. */
public final class CellClient {

    private static final int MAX_KEY = 200;
    private static final int MAX_RUN = 128;

    private final CellService service;
    private final CellRun run;
    private final CellWatcher watcher;
    private final Set<Long> leases = new HashSet<>();
    private final Map<Integer, CellWatch> watches = new HashMap<>();
    private boolean greeted;

    /**
     * Makes a client that has asked nothing.
     *
     * @param run the name of the run
     * @param watcher sends hints to this client
     * @throws CellRefusal if the name is too long
     */
    public CellClient(CellService service, String run, CellWatcher watcher) throws CellRefusal {
        if (run.isEmpty() || run.length() > MAX_RUN) {
            throw new CellRefusal(
                    "name of a run: expected 1 to " + MAX_RUN + " characters, but it has " + run.length());
        }
        this.service = service;
        this.run = service.run(run);
        this.run.use();
        this.watcher = watcher;
    }

    /** {@return whether this client asks about that run} */
    public boolean isOf(String name) {
        return run.name().equals(name);
    }

    /**
     * {@return the reply to a request}
     *
     * @throws CellRefusal if it cannot be served; nothing was changed
     */
    public CellReply serve(CellRequest request) throws CellRefusal {
        if (!greeted && !(request instanceof CellRequest.Hello)) {
            throw new CellRefusal("expected a greeting before the first request about cells");
        }
        if (request instanceof CellRequest.Get get) {
            return new CellReply.Found(run.get(checkedKey(get.key())));
        }
        if (request instanceof CellRequest.ListBelow list) {
            return new CellReply.Listed(run.list(checkedPrefix(list.prefix())));
        }
        if (request instanceof CellRequest.Touch touch) {
            return new CellReply.Answer(run.touch(checkedKey(touch.keyOrPrefix())));
        }
        if (request instanceof CellRequest.Watch watch) {
            return watch(watch);
        }
        return serveChange(request);
    }

    private CellReply serveChange(CellRequest request) throws CellRefusal {
        if (request instanceof CellRequest.Put put) {
            return new CellReply.Written(put(put.put()));
        }
        if (request instanceof CellRequest.PutThenList both) {
            String prefix = checkedPrefix(both.prefix());
            return new CellReply.WrittenAndListed(put(both.put()), run.list(prefix));
        }
        if (request instanceof CellRequest.Delete delete) {
            return new CellReply.Written(run.delete(checkedKey(delete.key()), delete.version()));
        }
        if (request instanceof CellRequest.DeleteAll delete) {
            return deleteAll(checkedPrefix(delete.prefix()));
        }
        return serveLease(request);
    }

    private CellReply serveLease(CellRequest request) throws CellRefusal {
        if (request instanceof CellRequest.Grant grant) {
            long lease = service.leases().grant(run, grant.ttl(), grant.grace());
            leases.add(lease);
            return new CellReply.Granted(lease);
        }
        if (request instanceof CellRequest.KeepAlive keep) {
            return new CellReply.Answer(service.leases().keepAlive(keep.lease(), run));
        }
        if (request instanceof CellRequest.Revoke revoke) {
            service.leases().revoke(revoke.lease(), run);
            leases.remove(revoke.lease());
            return new CellReply.Done();
        }
        if (request instanceof CellRequest.Unwatch unwatch) {
            unwatch(unwatch.watch());
            return new CellReply.Done();
        }
        return greet((CellRequest.Hello) request);
    }

    private CellReply greet(CellRequest.Hello hello) throws CellRefusal {
        if (hello.format() != CellRequest.FORMAT) {
            throw new CellRefusal(
                    "this server has format " + CellRequest.FORMAT + " of requests about cells, but the client has "
                            + hello.format() + "; use one version of rendezvous on all nodes");
        }
        greeted = true;
        hello.leases().stream()
                .filter(lease -> service.leases().reconnect(lease, run))
                .forEach(leases::add);
        return new CellReply.Done();
    }

    private CellOutcome put(CellPut put) throws CellRefusal {
        checkedKey(put.key());
        return run.put(put, lease -> service.leases().isAlive(lease, run));
    }

    private CellReply deleteAll(String prefix) {
        run.deleteAll(prefix);
        if (prefix.startsWith("kv/")) {
            service.host().deleteKeys(CellService.storeKeys(run.name()) + prefix.substring("kv/".length()));
        }
        return new CellReply.Done();
    }

    private CellReply watch(CellRequest.Watch request) throws CellRefusal {
        CellWatch watch = new CellWatch(request.watch(), checkedPrefix(request.prefix()), watcher);
        if (!service.host().grow(CellWatch.BYTES)) {
            throw new CellRefusal("the server has no memory for a watch");
        }
        unwatch(request.watch());
        watches.put(request.watch(), watch);
        run.watch(watch);
        return new CellReply.Done();
    }

    private void unwatch(int number) {
        CellWatch watch = watches.remove(number);
        if (watch != null) {
            run.unwatch(watch);
            service.host().shrink(CellWatch.BYTES);
        }
    }

    /** The connection was closed: the leases have their grace from now on. */
    public void leave() {
        Set.copyOf(watches.keySet()).forEach(this::unwatch);
        leases.forEach(lease -> service.leases().disconnect(lease, run));
        run.release();
        service.forgetIfUnused(run);
    }

    private static String checkedPrefix(String prefix) throws CellRefusal {
        if (!prefix.endsWith("/")) {
            throw new CellRefusal("prefix " + prefix + ": expected a prefix that ends in /");
        }
        return checkedKey(prefix);
    }

    private static String checkedKey(String key) throws CellRefusal {
        boolean isKey = !key.isEmpty() && key.length() <= MAX_KEY && key.chars().allMatch(c -> c >= '!' && c <= '~');
        if (!isKey) {
            throw new CellRefusal("key of a cell: expected 1 to " + MAX_KEY + " characters from ! to ~ of ASCII");
        }
        return key;
    }
}
