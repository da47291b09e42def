package dev.rendezvous.zookeeper;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rendezvous.Endpoint;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Asks one server how it is, on a connection of its own, with the command {@code srvr}. The client of ZooKeeper only tells that it is not
 * connected. Blocks, for about the patience that it is given.
 */
final class Probe {

    private static final int LONGEST_ANSWER = 4096;
    private static final Pattern VERSION = Pattern.compile("(?m)^Zookeeper version: (\\d+)\\.(\\d+)[^,\\s]*");
    private static final Pattern MODE = Pattern.compile("(?m)^Mode: (\\w+)");

    private final Endpoint server;
    private final Optional<SSLContext> tls;
    private final int millis;

    /**
     * What was found.
     *
     * @param server the server
     * @param works whether it serves
     * @param text what was found, with the server; where it does not work, also what to change
     */
    record Report(Endpoint server, boolean works, String text) {}

    Probe(Endpoint server, Optional<SSLContext> tls, Duration patience) {
        this.server = server;
        this.tls = tls;
        this.millis = (int) Math.max(1, patience.toMillis());
    }

    Report ask() {
        try {
            InetAddress address = InetAddress.getByName(server.host());
            try (Socket socket = new Socket()) {
                connect(socket, address);
                return tls.isPresent() ? askEncrypted(socket, tls.get()) : read(socket);
            }
        } catch (UnknownHostException e) {
            return broken("cannot be found: the name " + server.host()
                    + " has no address; check the host in the endpoint, and DNS on this machine");
        } catch (ConnectException e) {
            return broken(
                    "refuses connections; check that a server runs there, that this is its client port, and that the disk of"
                            + " the server is not full, which ends it");
        } catch (SocketTimeoutException e) {
            return broken("accepts no connection within " + millis
                    + " ms; check that the machine runs and that no firewall is between");
        } catch (IOException e) {
            return broken("cannot be reached: " + e);
        }
    }

    private void connect(Socket socket, InetAddress address) throws IOException {
        socket.connect(new InetSocketAddress(address, server.port().orElseThrow()), millis);
        socket.setSoTimeout(millis);
    }

    private Report askEncrypted(Socket plain, SSLContext context) throws IOException {
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(plain, server.host(), server.port().orElseThrow(), true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return read(socket);
        } catch (SSLException e) {
            return e instanceof SSLHandshakeException && !(e.getCause() instanceof EOFException)
                    ? broken("does not get along with the certificates of this node: " + e.getMessage()
                            + "; tls_trust_store must hold the authority that signed the server's certificate, which must name "
                            + server.host() + "; a server that asks for one needs tls_key_store")
                    : broken("does not speak TLS on this port: " + e.getMessage()
                            + "; use the secureClientPort of the server, or set tls to false");
        } catch (SocketTimeoutException e) {
            return silent();
        }
    }

    private Report read(Socket socket) throws IOException {
        try {
            socket.getOutputStream().write("srvr".getBytes(US_ASCII));
            socket.getOutputStream().flush();
            return judge(new String(socket.getInputStream().readNBytes(LONGEST_ANSWER), US_ASCII));
        } catch (SocketTimeoutException e) {
            return silent();
        } catch (EOFException e) {
            return judge("");
        }
    }

    private Report judge(String answer) {
        Matcher version = VERSION.matcher(answer);
        if (version.find()) {
            boolean old = Integer.parseInt(version.group(1)) * 1000 + Integer.parseInt(version.group(2)) < 3006;
            String shown = version.group().substring(version.group().indexOf(':') + 2);
            Matcher mode = MODE.matcher(answer);
            return old
                    ? broken("runs ZooKeeper " + shown + "; " + Texts.NEEDS)
                    : new Report(
                            server,
                            true,
                            server + " serves: ZooKeeper " + shown + (mode.find() ? ", " + mode.group(1) : ""));
        }
        if (answer.contains("not currently serving requests")) {
            return broken("runs but does not serve: its ensemble has no quorum; start more of its servers, or check the"
                    + " network between them");
        }
        if (answer.contains("not in the whitelist") || answer.contains("not executed")) {
            return new Report(
                    server,
                    true,
                    server + " runs ZooKeeper, and does not tell its state: srvr is not in its"
                            + " 4lw.commands.whitelist");
        }
        return answer.isEmpty()
                ? broken("closes the connection; it may expect TLS (set tls to true), have too many connections of this"
                        + " machine (maxClientCnxns), or be another program")
                : broken("answers, but not as ZooKeeper does; check the port");
    }

    private Report silent() {
        return broken("accepts connections and is silent for " + millis + " ms: the server is frozen or overloaded, "
                + (tls.isPresent() ? "" : "it expects TLS (set tls to true), ") + "or it is another program");
    }

    private Report broken(String what) {
        return new Report(server, false, server + " " + what);
    }
}
