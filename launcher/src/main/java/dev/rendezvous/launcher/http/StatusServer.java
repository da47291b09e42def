package dev.rendezvous.launcher.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Serves pages over HTTP. Each connection has one request and a few seconds; there are a few connections at most, and a new one replaces
 * the oldest, so that slow clients cannot keep others out.
 *
 * <p>The server of the JDK is not used: it takes its limits from properties of the whole JVM, and without them one slow client holds one
 * of its threads for ever.
 */
public final class StatusServer implements AutoCloseable {

    private static final int MOST_CONNECTIONS = 8;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int LOOK_MILLIS = 500;
    private static final int CLOSE_MILLIS = 1_000;
    private static final int BACKLOG = 50;

    private final ServerSocket server;
    private final Pages pages;
    private final HostRule hosts;
    private final ThreadPoolExecutor threads;
    private final Thread acceptor = new Thread(this::accept, "rdzv-http");
    private final Deque<Open> connections = new ArrayDeque<>();

    /** A connection and when it began. */
    private record Open(Socket socket, long since) {}

    private StatusServer(ServerSocket server, Pages pages) {
        this.server = server;
        this.pages = pages;
        this.hosts = new HostRule(server.getInetAddress());
        this.threads = new ThreadPoolExecutor(
                MOST_CONNECTIONS, MOST_CONNECTIONS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named());
        threads.allowCoreThreadTimeOut(true);
        acceptor.setDaemon(true);
    }

    private static ThreadFactory named() {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "rdzv-http-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Starts a server.
     *
     * @param host the address to listen on
     * @param port the port; 0 for any that is free
     * @param pages what is served
     * @return the server, which listens
     * @throws IOException if the address is not of this machine, or the port is in use
     */
    public static StatusServer start(String host, int port, Pages pages) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port), BACKLOG);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
        StatusServer server = new StatusServer(socket, pages);
        server.acceptor.start();
        return server;
    }

    /** {@return the address and port on which it listens} */
    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                server.setSoTimeout(hasConnections() ? LOOK_MILLIS : 0);
                serve(server.accept());
            } catch (SocketTimeoutException nothingNew) {
                endSlow();
            } catch (IOException e) {
                // Closed, or out of descriptors: then connections that end make room.
                endSlow();
                pause();
            }
        }
    }

    /** A connection may come while this object is being closed. */
    private synchronized void serve(Socket socket) {
        endSlow();
        if (server.isClosed()) {
            close(socket);
            return;
        }
        Open open = new Open(socket, System.nanoTime());
        add(open);
        threads.execute(() -> {
            try (socket) {
                new HttpExchange(socket, pages, hosts).run();
            } catch (IOException gone) {
                // The client has left, or was too slow.
                System.getLogger(StatusServer.class.getName())
                        .log(System.Logger.Level.DEBUG, "a request has ended early", gone);
            } finally {
                remove(open);
            }
        });
    }

    private synchronized boolean hasConnections() {
        return !connections.isEmpty();
    }

    private void add(Open open) {
        connections.addLast(open);
        while (connections.size() > MOST_CONNECTIONS) {
            close(connections.removeFirst().socket());
        }
    }

    private synchronized void remove(Open open) {
        connections.remove(open);
    }

    private synchronized void endSlow() {
        while (!connections.isEmpty()
                && System.nanoTime() - connections.getFirst().since() > PATIENCE_NANOS) {
            close(connections.removeFirst().socket());
        }
    }

    private void pause() {
        try {
            if (!server.isClosed()) {
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(AutoCloseable open) {
        try {
            open.close();
        } catch (Exception e) {
            System.getLogger(StatusServer.class.getName()).log(System.Logger.Level.DEBUG, "closed with a failure", e);
        }
    }

    /**
     * Ends all connections, and waits up to a second until the port is free: the kernel keeps it until the thread that accepts has left
     * its call.
     */
    @Override
    public void close() {
        closeAll();
        try {
            acceptor.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void closeAll() {
        close(server);
        connections.forEach(open -> close(open.socket()));
        connections.clear();
        threads.shutdownNow();
    }
}
