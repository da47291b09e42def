package dev.rendezvous.etcd;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Answers HTTP, and resets each connection on which something else comes, as a server of plain HTTP may do with TLS. */
final class AbruptServer implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());

    AbruptServer() throws IOException {
        Thread thread = new Thread(this::serve, "abrupt-server");
        thread.setDaemon(true);
        thread.start();
    }

    String endpoint() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    private void serve() {
        try {
            while (true) {
                try (Socket client = listener.accept()) {
                    if (client.getInputStream().read() == 'G') {
                        client.getOutputStream().write("HTTP/1.0 200 OK\r\n\r\n{}".getBytes(US_ASCII));
                    } else {
                        client.setSoLinger(true, 0);
                    }
                }
            }
        } catch (IOException closed) {
            // The test has ended.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
