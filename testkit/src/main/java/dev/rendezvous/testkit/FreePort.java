package dev.rendezvous.testkit;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that cannot choose their own, because their clients must know the port first. A test whose server can listen on
 * port 0 does not need this class.
 *
 * <p>The ports lie below those that an operating system gives to outgoing connections, so that no client takes one by chance. Other
 * tests, in any process of this machine, do not get them either: the UDP port of the same number is held until this JVM ends.
 */
public final class FreePort {

    private static final int FIRST = 10_000;
    private static final int BOUND = 32_000;
    private static final int TRIES = 1_000;

    private static final List<DatagramSocket> HELD = new ArrayList<>();

    private FreePort() {}

    /** {@return a port of the loopback interface that no process listens on and that no other call returns} */
    public static int find() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, BOUND);
            if (isHeld(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port from " + FIRST + " to " + (BOUND - 1) + " is free");
    }

    private static synchronized boolean isHeld(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            HELD.add(new DatagramSocket(probe.getLocalPort(), InetAddress.getLoopbackAddress()));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
