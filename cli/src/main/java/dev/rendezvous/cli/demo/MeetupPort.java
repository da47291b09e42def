package dev.rendezvous.cli.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/** A port of this machine that was free a moment ago, for a backend whose nodes are told their ranks. */
record MeetupPort(int port) implements Meetup {

    static MeetupPort choose() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new MeetupPort(socket.getLocalPort());
        }
    }

    @Override
    public String endpoint() {
        return "localhost:" + port;
    }

    @Override
    public String where() {
        return "at " + endpoint();
    }

    @Override
    public Map<String, String> config(int number) {
        return Map.of("rank", Integer.toString(number));
    }

    /** There is nothing to remove: the port goes with the process that listens to it. */
    @Override
    public void close() {}
}
