package dev.rendezvous.benchmarks.elastic;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Stands before a server on this machine, passes everything on, and counts it. */
final class Relay implements AutoCloseable {

    private static final int BACKLOG = 4096;
    private static final int STACK = 128 << 10;
    private static final int BUFFER = 16 << 10;

    private final ServerSocket listener;
    private final int target;
    private final Supplier<RequestCounter> counters;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final LongAdder requests = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    /**
     * Starts a relay.
     *
     * @param target the port of the server
     * @param counters makes what counts the requests of a connection
     */
    Relay(int target, Supplier<RequestCounter> counters) throws IOException {
        this.listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        this.target = target;
        this.counters = counters;
        start("relay", this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** {@return how many requests have passed} */
    long requests() {
        return requests.sum();
    }

    /** {@return how many bytes have passed, both ways} */
    long bytes() {
        return bytes.sum();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            open.add(client);
            open.add(server);
            RequestCounter counter = counters.get();
            start("relay to the server", () -> pass(client, server, counter));
            start("relay to the client", () -> pass(server, client, (piece, length) -> 0));
        }
    }

    private void pass(Socket from, Socket to, RequestCounter counter) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] piece = new byte[BUFFER];
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                requests.add(counter.count(piece, length));
                bytes.add(length);
                out.write(piece, 0, length);
            }
        }
    }

    /** What a thread does until a socket is closed. */
    private interface Work {
        void run() throws IOException;
    }

    private static void start(String name, Work work) {
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        work.run();
                    } catch (IOException ended) {
                        // Each side closes its connections as it likes.
                    }
                },
                name,
                STACK);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
