package dev.rendezvous.tcpstore.space;

import dev.rendezvous.RendezvousStateException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Makes one connection to the server of a {@link SpaceClient}, step by step, and tells how far it comes: resolve, connect, TLS if it is on,
 * login. For one thread.
 *
 * @since 0.1
 */
public final class SpaceProbe {

    private final SpaceSettings settings;
    private final SpaceConnector connector;
    private final List<Step> steps = new ArrayList<>();

    SpaceProbe(SpaceSettings settings) {
        this.settings = settings;
        this.connector = new SpaceConnector(settings);
    }

    /**
     * One step.
     *
     * @param name {@code resolve}, {@code connect}, {@code TLS} or {@code login}
     * @param done whether it went well
     * @param detail what was found; for a failure also what to change
     * @param took how long it took
     * @since 0.1
     */
    public record Step(String name, boolean done, String detail, Duration took) {}

    /** What a step does. */
    private interface Attempt<T> {
        T make() throws IOException;
    }

    /** What a step found, in words. */
    private interface Detail<T> {
        String of(T found);
    }

    /**
     * {@return the steps, the last of which is the first that failed} Each step but the first, for which the resolver of the system has its
     * own limits, takes at most the connect time-out of the client for each address. An interrupt does not end it.
     */
    public List<Step> run() {
        steps.clear();
        InetAddress[] addresses = step("resolve", this::resolve, SpaceProbe::shown);
        if (addresses == null) {
            return List.copyOf(steps);
        }
        try (Socket socket =
                step("connect", () -> connect(addresses), found -> "to " + found.getRemoteSocketAddress())) {
            if (socket != null) {
                greet(socket);
            }
        } catch (IOException ignored) {
            // It is closed all the same.
        }
        return List.copyOf(steps);
    }

    private InetAddress[] resolve() throws IOException {
        try {
            return InetAddress.getAllByName(settings.endpoint().host());
        } catch (UnknownHostException e) {
            throw new IOException(
                    "the host " + settings.endpoint().host() + " of the endpoint is not known here; check its name", e);
        }
    }

    private static String shown(InetAddress[] addresses) {
        return Arrays.stream(addresses).map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
    }

    private Socket connect(InetAddress[] addresses) throws IOException {
        List<String> failures = new ArrayList<>();
        for (InetAddress address : addresses) {
            Socket socket = new Socket();
            try {
                connector.dial(socket, new InetSocketAddress(address, settings.port()));
                return socket;
            } catch (IOException e) {
                socket.close();
                failures.add(address.getHostAddress() + ": " + e.getMessage()
                        + (e instanceof ConnectException ? ", nothing listens there" : ""));
            }
        }
        throw new IOException("nothing can be reached at port " + settings.port() + " (" + String.join("; ", failures)
                + "); start a node on that host, or rdzv store serve, or check the firewall");
    }

    private void greet(Socket socket) {
        Socket ready = socket;
        if (settings.tls().isPresent()) {
            ready = step("TLS", () -> connector.explained(() -> connector.encrypted(socket)), SpaceProbe::session);
        }
        if (ready != null) {
            Socket greeted = ready;
            String secret = settings.secret().isPresent() ? ", and both sides know the secret" : "";
            step(
                    "login",
                    () -> connector.explained(() -> {
                        connector.greet(greeted);
                        return greeted;
                    }),
                    found -> "a server of rendezvous at " + settings.endpoint() + secret);
        }
    }

    private static String session(Socket socket) {
        SSLSession session = ((SSLSocket) socket).getSession();
        return session.getProtocol() + ", " + session.getCipherSuite();
    }

    private <T> @Nullable T step(String name, Attempt<T> attempt, Detail<T> detail) {
        long start = System.nanoTime();
        try {
            T found = attempt.make();
            steps.add(new Step(name, true, detail.of(found), since(start)));
            return found;
        } catch (IOException | RendezvousStateException e) {
            steps.add(new Step(name, false, String.valueOf(e.getMessage()), since(start)));
            return null;
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
