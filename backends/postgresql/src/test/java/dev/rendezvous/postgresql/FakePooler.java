package dev.rendezvous.postgresql;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Does to the protocol what PgBouncer does in transaction mode: it greets with a process id of its own, loses notifications, and refuses
 * settings in the first message of a connection. One connection of the server for each of a client, which a real one would share.
 */
final class FakePooler implements AutoCloseable {

    private static final int ENCRYPTION_REQUEST = 80877103;
    private static final byte[] REFUSAL =
            "SFATAL\0C08P01\0Munsupported startup parameter in options: synchronous_commit\0\0".getBytes(US_ASCII);

    private final InetSocketAddress server;
    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private FakePooler(InetSocketAddress server, ServerSocket listener) {
        this.server = server;
        this.listener = listener;
    }

    static FakePooler before(InetSocketAddress server) throws IOException {
        FakePooler pooler = new FakePooler(server, new ServerSocket(0, 64, InetAddress.getLoopbackAddress()));
        pooler.start("fake-pooler", () -> {
            while (!pooler.listener.isClosed()) {
                pooler.serve(pooler.listener.accept());
            }
        });
        return pooler;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    private interface Work {
        void run() throws IOException;
    }

    private void start(String name, Work work) {
        Caller.daemon(name, () -> {
                    try {
                        work.run();
                    } catch (IOException ended) {
                        closeAll();
                    }
                })
                .start();
    }

    private void serve(Socket client) {
        sockets.add(client);
        start("fake-pooler-requests", () -> {
            try (client) {
                DataInputStream in = new DataInputStream(client.getInputStream());
                DataOutputStream out = new DataOutputStream(client.getOutputStream());
                byte[] first = startup(in, out);
                if (new String(first, US_ASCII).contains("\0options\0")) {
                    out.writeByte('E');
                    out.writeInt(4 + REFUSAL.length);
                    out.write(REFUSAL);
                    return;
                }
                pass(client, in, first);
            } catch (IOException ignored) {
                // The client has gone.
            }
        });
    }

    /** {@return the first message, without its length} Encryption is refused. */
    private static byte[] startup(DataInputStream in, DataOutputStream out) throws IOException {
        byte[] message = in.readNBytes(in.readInt() - 4);
        while (message.length == 4
                && new DataInputStream(new ByteArrayInputStream(message)).readInt() == ENCRYPTION_REQUEST) {
            out.writeByte('N');
            message = in.readNBytes(in.readInt() - 4);
        }
        return message;
    }

    private void pass(Socket client, DataInputStream in, byte[] first) throws IOException {
        try (Socket backend = new Socket(server.getAddress(), server.getPort())) {
            sockets.add(backend);
            DataOutputStream out = new DataOutputStream(backend.getOutputStream());
            out.writeInt(first.length + 4);
            out.write(first);
            start("fake-pooler-replies", () -> replies(backend.getInputStream(), client.getOutputStream()));
            in.transferTo(out);
        }
    }

    private static void replies(InputStream from, OutputStream to) throws IOException {
        DataInputStream in = new DataInputStream(from);
        for (int type = in.read(); type >= 0; type = in.read()) {
            int length = in.readInt();
            byte[] body = in.readNBytes(length - 4);
            if (type == 'K') {
                body[3]++;
            }
            if (type != 'A') {
                DataOutputStream out = new DataOutputStream(to);
                out.writeByte(type);
                out.writeInt(length);
                out.write(body);
            }
        }
    }

    private void closeAll() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException ignored) {
                // It is closed all the same.
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        closeAll();
    }
}
