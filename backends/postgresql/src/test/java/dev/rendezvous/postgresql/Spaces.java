package dev.rendezvous.postgresql;

import dev.rendezvous.RendezvousParameters;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.UUID;

/** Handles of one run on a server, which no other test uses. The last opened is closed first. */
final class Spaces implements AutoCloseable {

    private final PostgresServer server;
    private final String run = "run-" + UUID.randomUUID();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    Spaces(PostgresServer server) {
        this.server = server;
    }

    String run() {
        return run;
    }

    RendezvousParameters.Builder parameters() {
        return server.parameters(run);
    }

    PostgresqlSpace open() {
        return open(Map.of());
    }

    PostgresqlSpace open(Map<String, String> config) {
        return open(parameters().config(config));
    }

    PostgresqlSpace open(RendezvousParameters.Builder parameters) {
        return closedAtEnd(PostgresqlSpace.open(PostgresqlSettings.of(parameters.build())));
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
