package dev.rendezvous.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Ports that no process listens on. Another process may take such a port before the test does, so a test whose server can choose
 * its port lets it do so, and another test uses {@link #retrying}.
 */
public final class FreePort {

    private static final int TRIES = 5;

    private FreePort() {}

    /** {@return a port of the loopback interface that was free a moment ago} */
    public static int find() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What needs a port.
     *
     * @param <T> its result
     */
    public interface Action<T> {

        T with(int port) throws Exception;
    }

    /** {@return the result of an action that needs a free port} Tries again with another one if the port is taken meanwhile. */
    public static <T> T retrying(Action<T> action) throws Exception {
        for (int i = 1; i < TRIES; i++) {
            try {
                return action.with(find());
            } catch (Exception e) {
                if (!isPortTaken(e)) {
                    throw e;
                }
            }
        }
        return action.with(find());
    }

    private static boolean isPortTaken(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return true;
            }
        }
        return false;
    }
}
