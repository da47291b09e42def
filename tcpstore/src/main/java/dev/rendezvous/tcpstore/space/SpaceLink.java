package dev.rendezvous.tcpstore.space;

import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.tcpstore.frame.CellReply;
import dev.rendezvous.tcpstore.frame.CellRequest;
import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a client, made again when it breaks. Its one thread connects and reads. Any thread sends. After a break the client
 * greets with the leases that it holds, asks for its watches again, and gives one hint for each.
 */
final class SpaceLink implements Runnable, Closeable {

    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final int FIRST_PAUSE_MILLIS = 20;
    private static final int LONGEST_PAUSE_MILLIS = 1_000;

    /** Calls that a server may owe a reply at once. More would fill the buffers of a server that reads nothing. */
    private static final int MOST_OPEN = 4_096;

    private final SpaceSettings settings;
    private final SpaceConnector connector;
    private final SpaceCalls calls = new SpaceCalls();
    private final Map<Integer, SpaceWatch> watches = new ConcurrentHashMap<>();
    private final Set<Long> leases = ConcurrentHashMap.newKeySet();
    private final Semaphore wanted = new Semaphore(0);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable SpaceSocket socket;

    SpaceLink(SpaceSettings settings) {
        this.settings = settings;
        this.connector = new SpaceConnector(settings);
        this.thread = new Thread(this, "rendezvous-space-" + settings.endpoint());
        thread.setDaemon(true);
        thread.start();
    }

    Set<Long> leases() {
        return leases;
    }

    int nextId() {
        return calls.nextId();
    }

    /** Keeps a watch over breaks of the connection. */
    void keep(SpaceWatch watch) {
        watches.put(watch.number(), watch);
    }

    void forget(SpaceWatch watch) {
        watches.remove(watch.number());
    }

    CompletableFuture<CellReply> call(CellRequest request, boolean changes) {
        SpaceCall call = SpaceCall.of(calls.nextId(), request, changes);
        SpaceSocket connected = socket;
        if (isClosed()) {
            call.reply().completeExceptionally(closedException());
        } else if (connected != null) {
            send(connected, call);
        } else {
            calls.keepUnsent(call);
            wanted.release();
            sendIfConnectedMeanwhile();
            failIfClosed();
        }
        return call.reply();
    }

    private void sendIfConnectedMeanwhile() {
        SpaceSocket connected = socket;
        if (connected != null) {
            calls.takeUnsent().forEach(call -> send(connected, call));
        }
    }

    private void send(SpaceSocket connected, SpaceCall call) {
        if (calls.openCount() >= MOST_OPEN) {
            call.failUnsent(text("owes " + MOST_OPEN + " replies"), new IOException("too many open calls"));
            return;
        }
        calls.opened(call);
        try {
            connected.send(call.frame());
        } catch (IOException e) {
            connected.close();
        }
        if (socket != connected && calls.withdraw(call)) {
            call.failUnanswered(text("did not answer: the connection broke"), new IOException("the connection broke"));
        }
    }

    @Override
    public void run() {
        int pause = FIRST_PAUSE_MILLIS;
        while (!isClosed()) {
            try {
                awaitNeed();
                settings.beforeConnecting().run();
                pause = connectAndRead() ? FIRST_PAUSE_MILLIS : Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
                boolean over =
                        closing.await(ThreadLocalRandom.current().nextInt(pause / 2, pause), TimeUnit.MILLISECONDS);
                if (over) {
                    break;
                }
            } catch (InterruptedException e) {
                closing.countDown();
            }
        }
        failIfClosed();
    }

    /** A client that holds nothing connects when it is asked for something. */
    private void awaitNeed() throws InterruptedException {
        while (!isClosed() && watches.isEmpty() && leases.isEmpty() && !calls.hasUnsent()) {
            wanted.acquire();
            wanted.drainPermits();
        }
    }

    /** {@return whether to try again at once} Returns when the connection has broken, or could not be made. */
    private boolean connectAndRead() {
        try (SpaceSocket connected = connector.connect(LOOK)) {
            greet(connected);
            socket = connected;
            sendIfConnectedMeanwhile();
            watches.values().forEach(SpaceWatch::hint);
            read(connected);
            return true;
        } catch (IOException | RuntimeException e) {
            return broken(e);
        }
    }

    /** {@return whether to try again at once} Calls that were not sent then wait for that attempt. */
    private boolean broken(Exception failure) {
        boolean again =
                socket != null || (!isClosed() && settings.whenUnreachable().test(failure));
        socket = null;
        failOpen(failure);
        if (!again) {
            failUnsent(failure);
        }
        return again;
    }

    private void failUnsent(Exception failure) {
        for (SpaceCall call : calls.takeUnsent()) {
            if (failure instanceof RendezvousStateException) {
                call.reply().completeExceptionally(failure);
            } else {
                call.failUnsent(text("cannot be reached: " + reason(failure)), failure);
            }
        }
    }

    /** The names of some failures say nothing to a user, and none says what to do. */
    private String reason(Exception failure) {
        if (failure instanceof UnknownHostException) {
            return "the host " + settings.endpoint().host() + " is not known here; check the endpoint";
        }
        return failure instanceof ConnectException
                ? failure.getMessage()
                        + "; no server listens there: the host of the endpoint must be that of a node that may serve and has"
                        + " started, or of rdzv store serve"
                : String.valueOf(failure.getMessage());
    }

    private void failOpen(Exception failure) {
        calls.takeOpen().forEach(call -> call.failUnanswered(text("did not answer: " + failure.getMessage()), failure));
    }

    /** On a new connection the replies come in the order of the requests, but hints may come between. */
    private void greet(SpaceSocket connected) throws IOException {
        connected.send(
                new CellRequest.Frame(calls.nextId(), new CellRequest.Hello(CellRequest.FORMAT, List.copyOf(leases))));
        checkGreeted(receiveReply(connected));
        for (SpaceWatch watch : watches.values()) {
            connected.send(
                    new CellRequest.Frame(calls.nextId(), new CellRequest.Watch(watch.number(), watch.prefix())));
            checkGreeted(receiveReply(connected));
        }
    }

    private CellReply receiveReply(SpaceSocket connected) throws IOException {
        CellReply.Frame frame = connected.receive(() -> {
            throw new SocketTimeoutException("no reply to the greeting");
        });
        return frame.reply() instanceof CellReply.Hint ? receiveReply(connected) : frame.reply();
    }

    private void checkGreeted(CellReply reply) {
        if (reply instanceof CellReply.Refused refused) {
            throw new RendezvousStateException(text("refuses this client: " + refused.why()));
        }
    }

    private void read(SpaceSocket connected) throws IOException {
        while (!isClosed()) {
            CellReply.Frame frame = connected.receive(this::checkSilence);
            if (frame.reply() instanceof CellReply.Hint hint) {
                SpaceWatch watch = watches.get(hint.watch());
                if (watch != null) {
                    watch.hint();
                }
            } else {
                calls.answered(frame);
            }
        }
    }

    private void checkSilence() throws IOException {
        long oldest = calls.oldest();
        if (oldest != Long.MAX_VALUE
                && System.nanoTime() - oldest > settings.silence().toNanos()) {
            throw new SocketTimeoutException(
                    "nothing came for " + settings.silence().toMillis() + " ms");
        }
    }

    private boolean isClosed() {
        return closing.getCount() == 0;
    }

    private void failIfClosed() {
        if (isClosed()) {
            calls.takeUnsent().forEach(call -> call.reply().completeExceptionally(closedException()));
        }
    }

    private IllegalStateException closedException() {
        return new IllegalStateException("the client of " + settings.endpoint() + " is closed");
    }

    private String text(String what) {
        return "the TCP store at " + settings.endpoint() + " " + what;
    }

    /** Drops the connection. Open calls end; their requests may have been served. */
    @Override
    public void close() throws IOException {
        closing.countDown();
        wanted.release();
        connector.close();
        SpaceSocket connected = socket;
        if (connected != null) {
            connected.close();
        }
        failOpen(new IOException("this client was closed"));
        failIfClosed();
    }
}
