package dev.rendezvous.tcpstore.space;

import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.tcpstore.Dialect;
import dev.rendezvous.tcpstore.wire.Operation;
import dev.rendezvous.tcpstore.wire.OwnPing;
import dev.rendezvous.tcpstore.wire.SharedSecret;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Makes one connection: resolves, connects, encrypts, and shows that both sides are what they should be. Closable from any thread. */
final class SpaceConnector implements Closeable {

    private static final int MAGIC = 0x3c85f7ce;

    /** How the record begins with which a server of TLS refuses what is not TLS. */
    private static final int TLS_ALERT = 0x1503;

    /** So that a small request never waits for a server that reads nothing. */
    private static final int SEND_BUFFER = 256 << 10;

    private final SpaceSettings settings;
    private final AtomicReference<@Nullable Socket> opening = new AtomicReference<>();
    private volatile boolean closed;

    SpaceConnector(SpaceSettings settings) {
        this.settings = settings;
    }

    /** {@return a greeted connection to the first address that can be reached} */
    SpaceSocket connect(Duration readTimeout) throws IOException {
        List<IOException> failures = new ArrayList<>();
        for (InetAddress address : InetAddress.getAllByName(settings.endpoint().host())) {
            try {
                return connect(new InetSocketAddress(address, settings.port()), readTimeout);
            } catch (IOException e) {
                failures.add(e);
            }
        }
        // Whether a server listens decides more than why another address of the host cannot be reached.
        IOException most = failures.stream()
                .filter(ConnectException.class::isInstance)
                .findFirst()
                .orElseGet(() -> failures.get(0));
        failures.stream().filter(other -> other != most).forEach(most::addSuppressed);
        throw most;
    }

    private SpaceSocket connect(InetSocketAddress address, Duration readTimeout) throws IOException {
        Socket socket = new Socket();
        try {
            opening.set(socket);
            checkOpen();
            dial(socket, address);
            Socket ready = explained(() -> greeted(socket));
            ready.setSoTimeout(millis(readTimeout));
            checkOpen();
            return new SpaceSocket(ready, settings.run());
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        } finally {
            opening.set(null);
        }
    }

    void dial(Socket socket, InetSocketAddress address) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        socket.setSendBufferSize(SEND_BUFFER);
        socket.connect(address, millis(settings.connectTimeout()));
        socket.setSoTimeout(millis(settings.connectTimeout()));
        refuseItself(socket);
    }

    /** A port of this machine that nothing listens on can be given to the very socket that dials it. */
    private static void refuseItself(Socket socket) throws ConnectException {
        if (socket.getLocalSocketAddress().equals(socket.getRemoteSocketAddress())) {
            throw new ConnectException("Connection refused");
        }
    }

    private Socket greeted(Socket socket) throws IOException {
        Socket ready = encrypted(socket);
        greet(ready);
        return ready;
    }

    /** An exchange with the server. */
    interface Exchange<T> {
        T make() throws IOException;
    }

    /** {@return what the exchange returns} A failure of TLS or of the greeting says what to change. */
    <T> T explained(Exchange<T> exchange) throws IOException {
        try {
            return exchange.make();
        } catch (SSLException e) {
            // TLS 1.3 tells of a refused certificate only after the handshake.
            if (isLasting(e)) {
                throw new RendezvousStateException(tlsFails(e), e);
            }
            throw e;
        } catch (EOFException e) {
            throw new EOFException("the server closed the connection instead of greeting;"
                    + " use TLS at both sides or at none, and the same secret at both sides or none");
        }
    }

    /** A connection that broke during the handshake is tried again, a certificate that is refused is not. */
    private static boolean isLasting(SSLException failure) {
        return !(failure.getCause() instanceof IOException) || failure.getCause() instanceof SSLException;
    }

    private String tlsFails(SSLException failure) {
        return "TLS with the TCP store at " + settings.endpoint() + " fails: " + failure.getMessage()
                + "; do both sides use TLS, does each trust the certificate of the other, and does this client show one if the"
                + " server requires it?";
    }

    Socket encrypted(Socket socket) throws IOException {
        if (settings.tls().isEmpty()) {
            return socket;
        }
        SSLSocket tls = (SSLSocket) settings.tls()
                .get()
                .getSocketFactory()
                .createSocket(socket, settings.endpoint().host(), settings.port(), true);
        SSLParameters parameters = tls.getSSLParameters();
        // Without it any certificate that is trusted for anything would do.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        return tls;
    }

    void greet(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        if (settings.secret().isPresent()) {
            prove(settings.secret().get(), socket, in);
            return;
        }
        int nonce = OwnPing.nonce(ThreadLocalRandom.current().nextInt());
        socket.getOutputStream()
                .write(greeting(1 + Integer.BYTES)
                        .put(Operation.PING.code(Dialect.CURRENT))
                        .putInt(nonce)
                        .array());
        refusal(nonce, Integer.reverseBytes(in.readInt())).ifPresent(why -> {
            throw new RendezvousStateException(why.formatted(settings.endpoint()));
        });
    }

    /** {@return what is wrong with the answer to a ping, with a place for the endpoint} An answer of ours may begin as an alert does. */
    static Optional<String> refusal(int nonce, int answer) {
        if (answer == OwnPing.answer(nonce)) {
            return Optional.empty();
        }
        if (answer == nonce) {
            return Optional.of(
                    "the TCP store at %s is PyTorch's, which has no cells for elastic groups; use a server of"
                            + " rendezvous, such as rdzv store serve");
        }
        return Optional.of(
                Integer.reverseBytes(answer) >>> Short.SIZE == TLS_ALERT
                        ? "the TCP store at %s answers with TLS, and this client does not use TLS; use TLS at both sides or at none"
                        : "what listens at %s does not answer as a TCP store does; is it another program?");
    }

    private void prove(SharedSecret secret, Socket socket, DataInputStream in) throws IOException {
        byte[] nonce = SharedSecret.newNonce();
        socket.getOutputStream()
                .write(greeting(1 + nonce.length)
                        .put(SharedSecret.OPERATION)
                        .put(nonce)
                        .array());
        byte[] serverNonce = exactly(SharedSecret.NONCE_BYTES, in);
        socket.getOutputStream().write(secret.clientProof(nonce, serverNonce));
        checkVerdict(in.readByte());
        byte[] serverProof = exactly(SharedSecret.PROOF_BYTES, in);
        if (!SharedSecret.isSame(secret.serverProof(nonce, serverNonce), serverProof)) {
            throw secretsDiffer();
        }
    }

    /** An exception of the network is tried again, another secret is not. */
    private void checkVerdict(byte verdict) throws IOException {
        if (verdict == SharedSecret.TOO_MANY_ATTEMPTS) {
            throw new IOException(
                    "the server has refused too many wrong secrets from this address; it takes one a second");
        }
        if (verdict != SharedSecret.ACCEPTED) {
            throw secretsDiffer();
        }
    }

    private RendezvousStateException secretsDiffer() {
        return new RendezvousStateException("the TCP store at " + settings.endpoint()
                + " has another secret than this client; use the same secret on all nodes");
    }

    private static byte[] exactly(int count, DataInputStream in) throws IOException {
        byte[] bytes = new byte[count];
        in.readFully(bytes);
        return bytes;
    }

    /** What both sides say first must come in one piece with what follows. */
    private static ByteBuffer greeting(int more) {
        return ByteBuffer.allocate(1 + Integer.BYTES + more)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(Operation.VALIDATE.code(Dialect.CURRENT))
                .putInt(MAGIC);
    }

    private void checkOpen() throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        Socket socket = opening.get();
        if (socket != null) {
            socket.close();
        }
    }

    private static int millis(Duration time) {
        return (int) Math.max(1, Math.min(time.toMillis(), Integer.MAX_VALUE));
    }
}
