package dev.rendezvous.tcpstore.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client and a server, and passes on what they say, the answers damaged where it is told so. It ends its
 * connections, and with them its threads, when it is closed.
 */
final class DamagingProxy implements AutoCloseable {

    private static final int MOST_BYTES = 1 << 16;
    private static final int LATER_MILLIS = 20;

    private final TcpStoreServer server;
    private final ServerSocket listening;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final List<byte[]> said = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Plan plan;
    private int damaged;

    /**
     * Which answers are damaged.
     *
     * @param after how many answers are passed on before as they are
     * @param forGood whether all further answers are damaged too
     */
    record Plan(Damage damage, int after, boolean forGood, Random random) {}

    DamagingProxy(TcpStoreServer server) throws IOException {
        this.server = server;
        this.listening = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        start("damaging proxy", this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** From now on answers are damaged, and noted for {@link #hasSaid}. */
    synchronized void damage(Plan next) {
        plan = next;
        said.clear();
    }

    /** From now on nothing is damaged; and what is open ends, since it may be out of step. */
    void repair() {
        synchronized (this) {
            plan = null;
        }
        clients.forEach(DamagingProxy::close);
    }

    /** {@return how many answers were damaged} */
    synchronized int damaged() {
        return damaged;
    }

    /**
     * {@return whether clients were sent these bytes since the damage began} A single byte is said only where an answer begins with
     * it: somewhere inside, where lengths and numbers are, almost every answer has it.
     */
    synchronized boolean hasSaid(byte[] bytes) {
        return bytes.length == 1
                ? said.stream().anyMatch(answer -> answer.length > 0 && answer[0] == bytes[0])
                : said.stream()
                        .map(DamagingProxy::text)
                        .collect(Collectors.joining())
                        .contains(text(bytes));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    /** {@return whether a client holds a connection} */
    boolean isInUse() {
        return !clients.isEmpty();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listening.close();
        clients.forEach(DamagingProxy::close);
    }

    private void accept() throws IOException {
        while (closed.getCount() > 0) {
            Socket client = listening.accept();
            clients.add(client);
            Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server.port());
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            start("damaging proxy, requests", () -> passOnRequests(client, upstream));
            start("damaging proxy, answers", () -> passOnAnswers(client, upstream));
        }
    }

    private void passOnRequests(Socket client, Socket upstream) throws IOException {
        try (upstream) {
            client.getInputStream().transferTo(upstream.getOutputStream());
        } finally {
            close(client);
            clients.remove(client);
        }
    }

    private void passOnAnswers(Socket client, Socket upstream) throws IOException {
        InputStream answers = upstream.getInputStream();
        byte[] buffer = new byte[MOST_BYTES];
        Damage.End end = Damage.End.GOES_ON;
        for (int count = answers.read(buffer); count > 0; count = answers.read(buffer)) {
            if (end == Damage.End.GOES_ON) {
                end = answer(client, Arrays.copyOf(buffer, count));
            }
        }
        if (end == Damage.End.GOES_ON) {
            close(client);
        }
    }

    private Damage.End answer(Socket client, byte[] answer) throws IOException {
        byte[] sent = answer;
        Damage.End end = Damage.End.GOES_ON;
        synchronized (this) {
            Plan due = due();
            if (due != null) {
                sent = due.damage().of(answer, due.random());
                end = due.damage().end();
                damaged++;
            }
            said.add(sent);
        }
        client.getOutputStream().write(sent);
        end(client, end);
        return end;
    }

    /** {@return how to damage this answer; null if it is passed on as it is} */
    private @Nullable Plan due() {
        Plan current = plan;
        if (current == null) {
            return null;
        }
        if (current.after() > 0) {
            plan = new Plan(current.damage(), current.after() - 1, current.forGood(), current.random());
            return null;
        }
        return damaged == 0 || current.forGood() ? current : null;
    }

    private void end(Socket client, Damage.End end) throws IOException {
        switch (end) {
            case CLOSES -> close(client);
            case CLOSES_LATER -> {
                awaitLater();
                close(client);
            }
            case RESETS -> {
                client.setSoLinger(true, 0);
                close(client);
            }
            case GOES_ON, FALLS_SILENT -> {}
        }
    }

    private void awaitLater() throws IOException {
        try {
            closed.await(LATER_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What can fail; it then ends. */
    private interface Work {
        void run() throws IOException;
    }

    private static void start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException closed) {
                        // One of the two has hung up, or the test is over.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }
}
