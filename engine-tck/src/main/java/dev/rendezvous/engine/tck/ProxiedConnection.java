package dev.rendezvous.engine.tck;

import dev.rendezvous.engine.tck.ProxyFaults.Cut;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** One connection through a proxy: a thread for each direction. */
final class ProxiedConnection implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final Socket client;
    private final Socket server;
    private final ProxyFaults faults;
    private volatile boolean dropReply;

    ProxiedConnection(Socket client, Socket server, ProxyFaults faults) {
        this.client = client;
        this.server = server;
        this.faults = faults;
    }

    void start(Runnable whenClosed) {
        daemon("tcp-proxy-requests", () -> {
                    pump(client, server, this::passesRequest);
                    whenClosed.run();
                })
                .start();
        daemon("tcp-proxy-replies", () -> pump(server, client, this::passesReply))
                .start();
    }

    static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private interface Passage {
        boolean isOpen(int bytes) throws InterruptedException;
    }

    private boolean passesReply(int bytes) throws InterruptedException {
        faults.awaitReplyPassage(bytes);
        return !dropReply;
    }

    private boolean passesRequest(int bytes) throws InterruptedException {
        faults.awaitRequestPassage();
        @Nullable Cut cut = faults.take();
        dropReply |= cut == Cut.BEFORE_REPLY;
        return cut != Cut.BEFORE_REQUEST;
    }

    private void pump(Socket from, Socket to, Passage passage) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0 && passes(passage, count); count = in.read(buffer)) {
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // One of the two sides has closed the connection; the other shall see that.
            close();
        } finally {
            close();
        }
    }

    private static boolean passes(Passage passage, int bytes) {
        try {
            return passage.isOpen(bytes);
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Override
    public void close() {
        closeQuietly(client);
        closeQuietly(server);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException ignored) {
            // It is closed all the same.
        }
    }
}
