package dev.rendezvous.tcpstore.client.connect;

import dev.rendezvous.tcpstore.client.request.ClientMessages;
import dev.rendezvous.tcpstore.wire.Deadline;
import java.io.Closeable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the addresses of one host, within the time of the caller. The lookup of the JDK has no bound where a DNS server does not
 * answer, and ignores interrupts, so it runs on its own thread. At most one lookup is in progress. Concurrent callers share its result.
 */
public final class HostLookup implements Closeable {

    private final String host;
    private final Resolver resolver;
    private @Nullable FutureTask<List<InetAddress>> latest;
    private boolean closed;

    /** Finds the addresses of hosts. */
    @FunctionalInterface
    public interface Resolver {

        /** {@return the addresses of the host, the best one first} May take as long as it likes. */
        InetAddress[] addressesOf(String host) throws UnknownHostException;
    }

    public HostLookup(String host, Resolver resolver) {
        this.host = host;
        this.resolver = resolver;
    }

    /**
     * {@return the addresses of the host}
     *
     * @throws AttemptException if there are none, or if none is known up to the deadline
     * @throws InterruptedException if the thread is interrupted; the lookup goes on
     */
    List<InetAddress> addresses(Deadline deadline) throws AttemptException, InterruptedException {
        try {
            return underWay().get(deadline.left(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw AttemptException.passing(ClientMessages.slowLookup(host), e);
        } catch (CancellationException e) {
            throw AttemptException.lasting(ClientMessages.lookupEnded(host), e);
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        }
    }

    /** Ends all waits for an answer. */
    @Override
    public synchronized void close() {
        closed = true;
        if (latest != null) {
            latest.cancel(true);
        }
    }

    private synchronized FutureTask<List<InetAddress>> underWay() {
        FutureTask<List<InetAddress>> lookup = latest;
        if (lookup == null || lookup.isDone()) {
            lookup = new FutureTask<>(this::ask);
            begin(lookup);
            latest = lookup;
        }
        return lookup;
    }

    private List<InetAddress> ask() throws UnknownHostException {
        List<InetAddress> addresses = List.of(resolver.addressesOf(host));
        if (addresses.isEmpty()) {
            throw new UnknownHostException(host);
        }
        return addresses;
    }

    private void begin(FutureTask<?> lookup) {
        if (closed) {
            lookup.cancel(true);
            return;
        }
        Thread thread = new Thread(lookup, "rendezvous-tcpstore-lookup-" + host);
        thread.setDaemon(true);
        thread.start();
    }

    private AttemptException failure(Throwable cause) {
        return cause instanceof UnknownHostException
                ? AttemptException.passing(ClientMessages.unknownHost(host), cause)
                : AttemptException.lasting(ClientMessages.failedLookup(host, cause), cause);
    }
}
