package dev.rendezvous.etcd.transport;

import dev.rendezvous.Endpoint;
import dev.rendezvous.etcd.wire.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends requests over HTTP/1.1, each once, and each but streams with a limit of time. */
final class HttpCalls implements AutoCloseable {

    /** More than a member list of 4,000 nodes, or the store of a round, has. */
    private static final int LONGEST_ANSWER = 64 << 20;

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final byte[] NOTHING = {};

    private final Connection connection;
    private final Executor workers = Threads.workers();
    private final ScheduledThreadPoolExecutor timer = Threads.timer();
    private final Pool pool = new Pool(System::nanoTime);
    private final Set<HttpTask> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** What the thread of a request does. */
    private interface Work<T> {
        T on(HttpTask task) throws IOException;
    }

    HttpCalls(Connection connection) {
        this.connection = connection;
    }

    CompletableFuture<Response> post(Endpoint endpoint, Request request, Optional<String> token) {
        return limited(task -> exchange(task, endpoint, "POST " + path(request), token, request.body()));
    }

    CompletableFuture<Response> get(Endpoint endpoint, String path) {
        return limited(task -> exchange(task, endpoint, "GET " + path, Optional.empty(), NOTHING));
    }

    private static String path(Request request) {
        return "/v3/" + request.path();
    }

    private Response exchange(HttpTask task, Endpoint endpoint, String request, Optional<String> token, byte[] body)
            throws IOException {
        HttpConnection pooled = pool.take(endpoint);
        HttpConnection used = pooled == null ? connect(task, endpoint) : task.use(pooled);
        try {
            used.send(request, token, body);
            HttpConnection.Head head = used.readHead();
            Response response = new Response(head.status(), bounded(head.body(), LONGEST_ANSWER));
            if (task.release() && used.isReusable()) {
                pool.give(endpoint, used);
            } else {
                used.close();
            }
            return response;
        } catch (IOException e) {
            used.close();
            pool.drop(endpoint);
            throw e;
        }
    }

    private HttpConnection connect(HttpTask task, Endpoint endpoint) throws IOException {
        HttpConnection made = task.use(new HttpConnection(endpoint));
        try {
            made.connect(connection.tls(), CONNECT.compareTo(connection.limit()) < 0 ? CONNECT : connection.limit());
            return made;
        } catch (IOException e) {
            made.close();
            throw new NotConnectedException(e);
        }
    }

    private static byte[] bounded(InputStream body, int limit) throws IOException {
        byte[] bytes = body.readNBytes(limit);
        if (body.read() >= 0) {
            throw new TooLongException(limit);
        }
        return bytes;
    }

    /**
     * Opens a stream, without a limit of time.
     *
     * @param lines gets each line; of one that is longer than the limit only the beginning
     * @param end completes when the stream has ended; an error has a status and a body
     * @return cancelling it closes the connection
     */
    HttpTask stream(
            Endpoint endpoint,
            Request request,
            Optional<String> token,
            int longestLine,
            Consumer<byte[]> lines,
            CompletableFuture<Response> end) {
        return start(end, task -> {
            try (HttpConnection used = connect(task, endpoint)) {
                used.send("POST " + path(request), token, request.body());
                HttpConnection.Head head = used.readHead();
                if (head.status() != Response.OK) {
                    return new Response(head.status(), bounded(head.body(), longestLine));
                }
                readLines(head.body(), longestLine, lines);
                return new Response(Response.OK, NOTHING);
            }
        });
    }

    private static void readLines(InputStream body, int longestLine, Consumer<byte[]> lines) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] buffer = new byte[8 << 10];
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            for (int i = 0; i < count; i++) {
                if (buffer[i] == '\n') {
                    lines.accept(line.toByteArray());
                    line.reset();
                } else if (line.size() < longestLine) {
                    line.write(buffer[i]);
                }
            }
        }
    }

    private <T> CompletableFuture<T> limited(Work<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        HttpTask task = start(answer, work);
        Future<?> alarm = after(connection.limit(), () -> {
            answer.completeExceptionally(new TimeoutException());
            task.cancel();
        });
        CompletableFuture<?> unused = answer.whenComplete((response, failure) -> alarm.cancel(false));
        return answer;
    }

    private <T> HttpTask start(CompletableFuture<T> answer, Work<T> work) {
        HttpTask task = new HttpTask();
        open.add(task);
        if (closed) {
            task.cancel();
        }
        workers.execute(() -> {
            try {
                T result = work.on(task);
                open.remove(task);
                answer.complete(result);
            } catch (IOException | RuntimeException e) {
                open.remove(task);
                answer.completeExceptionally(closed ? closedException() : e);
            }
        });
        return task;
    }

    /** {@return a task that runs later, and never if the calls are closed before} */
    Future<?> after(Duration time, Runnable task) {
        try {
            return timer.schedule(task, time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.<@Nullable Object>completedFuture(null);
        }
    }

    private IllegalStateException closedException() {
        return new IllegalStateException("the space below " + connection.prefix() + " is closed");
    }

    @Override
    public void close() {
        closed = true;
        timer.shutdownNow();
        open.forEach(HttpTask::cancel);
        pool.close();
    }
}
