package dev.rendezvous.zookeeper;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Answers as ZooKeeper 3.4 does: it opens sessions and knows no node, and to a request that later versions brought it says that it does
 * not implement it, and closes the connection.
 */
final class OldServer implements AutoCloseable {

    private static final int PASSWORD_BYTES = 16;
    private static final int READ = 4;
    private static final int SYNC = 9;
    private static final int NO_NODE = -101;
    private static final int UNIMPLEMENTED = -6;
    private static final int SRVR = 0x73727672;

    private final ServerSocket listener;

    OldServer() throws IOException {
        this.listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        daemon(this::acceptAll);
    }

    String endpoint() {
        return LocalServer.text((InetSocketAddress) listener.getLocalSocketAddress());
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "old-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket client = listener.accept();
                daemon(() -> serve(client));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static void serve(Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            int length = in.readInt();
            if (length == SRVR) {
                client.getOutputStream()
                        .write(
                                "Zookeeper version: 3.4.14-4c25d480e66aadd371de8bd2fd8da255ac140bcf, built on 03/06/2019 16:18 GMT\nMode: standalone\n"
                                        .getBytes(US_ASCII));
                return;
            }
            in.skipNBytes(length);
            greet(client);
            boolean open = true;
            while (open) {
                int size = in.readInt();
                int id = in.readInt();
                int type = in.readInt();
                in.skipNBytes(size - 2 * Integer.BYTES);
                open = answer(client, id, type);
            }
        } catch (IOException gone) {
            // The client has closed the connection.
        }
    }

    private static void greet(Socket client) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(0);
        out.writeInt(10_000);
        out.writeLong(77);
        out.writeInt(PASSWORD_BYTES);
        out.write(new byte[PASSWORD_BYTES]);
        out.writeByte(0);
        send(client, bytes.toByteArray());
    }

    /** {@return whether the connection stays open} */
    private static boolean answer(Socket client, int id, int type) throws IOException {
        int code = type == SYNC ? 0 : type == READ ? NO_NODE : UNIMPLEMENTED;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(id);
        out.writeLong(1);
        out.writeInt(code);
        if (type == SYNC) {
            out.writeInt(1);
            out.writeByte('/');
        }
        send(client, bytes.toByteArray());
        return code != UNIMPLEMENTED;
    }

    private static void send(Socket client, byte[] message) throws IOException {
        DataOutputStream out = new DataOutputStream(client.getOutputStream());
        out.writeInt(message.length);
        out.write(message);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
