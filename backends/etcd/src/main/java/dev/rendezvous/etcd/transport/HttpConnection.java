package dev.rendezvous.etcd.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.rendezvous.Endpoint;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * One connection that speaks HTTP/1.1, as far as the gateway needs it. Blocks; any thread may close it, which ends what blocks.
 *
 * <p>The HTTP client of the JDK is not used, because it cannot read the errors of etcd 3.4: those end with a trailer, which it does not
 * know (JDK 17 to 25). It takes the trailer for the rest of the body, and fails where assertions are enabled. A socket also tells
 * whether a request was sent, and ends when it is closed.
 */
final class HttpConnection implements AutoCloseable {

    private static final String HTTP = "HTTP/";
    private static final int LONGEST_LINE = 8 << 10;
    private static final int MOST_HEADERS = 100;

    private final Endpoint endpoint;
    private final Socket socket = new Socket();
    private Socket stream = socket;
    private InputStream in = InputStream.nullInputStream();
    private boolean reusable = true;

    /**
     * The beginning of a response.
     *
     * @param status of HTTP
     * @param body what follows, up to its end
     */
    record Head(int status, InputStream body) {}

    HttpConnection(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    void connect(Optional<SSLContext> tls, Duration limit) throws IOException {
        int port = endpoint.port().orElseThrow();
        InetSocketAddress address = new InetSocketAddress(endpoint.host(), port);
        if (address.isUnresolved()) {
            throw new UnknownHostException(endpoint.host());
        }
        socket.connect(address, Math.toIntExact(limit.toMillis()));
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        if (tls.isPresent()) {
            stream = encrypted(tls.get(), address, limit);
        }
        in = new BufferedInputStream(stream.getInputStream());
    }

    private Socket encrypted(SSLContext tls, InetSocketAddress address, Duration limit) throws IOException {
        SSLSocket encrypted =
                (SSLSocket) tls.getSocketFactory().createSocket(socket, endpoint.host(), address.getPort(), true);
        SSLParameters parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        encrypted.setSSLParameters(parameters);
        try {
            encrypted.startHandshake();
        } catch (SocketException e) {
            // A server without TLS may reset the connection before its answer has been read.
            if (speaksPlainHttp(address, limit)) {
                throw new NoTlsException(e);
            }
            throw new SSLException("the handshake ended: " + e.getMessage(), e);
        }
        return encrypted;
    }

    private static boolean speaksPlainHttp(InetSocketAddress address, Duration limit) {
        int millis = Math.toIntExact(limit.toMillis());
        try (Socket plain = new Socket()) {
            plain.connect(address, millis);
            plain.setSoTimeout(millis);
            plain.getOutputStream().write("GET /version HTTP/1.0\r\n\r\n".getBytes(ISO_8859_1));
            byte[] start = plain.getInputStream().readNBytes(HTTP.length());
            return new String(start, ISO_8859_1).equals(HTTP);
        } catch (IOException e) {
            return false;
        }
    }

    void send(String request, Optional<String> token, byte[] body) throws IOException {
        StringBuilder head = new StringBuilder(request)
                .append(" HTTP/1.1\r\nHost: ")
                .append(endpoint)
                .append("\r\nContent-Type: application/json\r\nContent-Length: ")
                .append(body.length);
        token.ifPresent(given -> head.append("\r\nAuthorization: ").append(given));
        byte[] start = head.append("\r\n\r\n").toString().getBytes(ISO_8859_1);
        byte[] whole = new byte[start.length + body.length];
        System.arraycopy(start, 0, whole, 0, start.length);
        System.arraycopy(body, 0, whole, start.length, body.length);
        try {
            stream.getOutputStream().write(whole);
        } catch (IOException e) {
            throw reasonOf(e);
        }
    }

    /** {@return why the server does not take a request} It may have said so before it closed the connection, as an alert of TLS. */
    private IOException reasonOf(IOException failure) {
        try {
            int unused = in.read();
            return failure;
        } catch (SSLException alert) {
            return alert;
        } catch (IOException e) {
            return failure;
        }
    }

    Head readHead() throws IOException {
        String line = readLine();
        String[] parts = line.split(" ", 3);
        if (parts.length < 2 || !parts[0].startsWith("HTTP/1.") || !parts[1].matches("[1-9][0-9]{2}")) {
            throw new NotHttpException();
        }
        reusable = parts[0].equals("HTTP/1.1");
        long length = -1;
        boolean chunked = false;
        int headers = 0;
        for (line = readLine(); !line.isEmpty(); line = readLine()) {
            if (++headers > MOST_HEADERS) {
                throw new NotHttpException();
            }
            int colon = Math.max(0, line.indexOf(':'));
            String value = line.substring(colon + 1).strip();
            switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = length(value);
                case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
                case "connection" -> reusable &= !value.equalsIgnoreCase("close");
                default -> {}
            }
        }
        return new Head(Integer.parseInt(parts[1]), body(chunked, length));
    }

    private static long length(String value) throws IOException {
        if (!value.matches("[0-9]{1,15}")) {
            throw new NotHttpException();
        }
        return Long.parseLong(value);
    }

    private InputStream body(boolean chunked, long length) {
        if (chunked) {
            return new ChunkedBody(in, this::readLine);
        }
        reusable &= length >= 0;
        return length < 0 ? in : new LengthBody(in, length);
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (line.length() == LONGEST_LINE) {
                throw new NotHttpException();
            }
            line.append((char) next);
        }
        int end = line.length() - 1;
        return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
    }

    /** {@return whether another request may follow, once the body has been read to its end} */
    boolean isReusable() {
        return reusable;
    }

    /** Closes the socket below TLS: that blocks never. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException ignored) {
            // It is closed all the same.
        }
    }
}
