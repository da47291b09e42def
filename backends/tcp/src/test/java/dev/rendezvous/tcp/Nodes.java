package dev.rendezvous.tcp;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.testkit.FreePort;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** Spaces of nodes of one run on this machine. The last opened is closed first. */
final class Nodes implements AutoCloseable {

    private final int port = FreePort.find();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    int port() {
        return port;
    }

    RendezvousParameters.Builder parameters() {
        return RendezvousParameters.builder("tcp")
                .endpoint("127.0.0.1:" + port)
                .runId("run")
                .nodes(2, 3);
    }

    TcpSpace open(Map<String, String> config) {
        TcpSpace space =
                TcpSpace.open(TcpSettings.of(parameters().config(config).build()));
        return closedAtEnd(space);
    }

    <T extends AutoCloseable> T closedAtEnd(T resource) {
        opened.push(resource);
        return resource;
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }
}
