package dev.rendezvous.cli.store;

import dev.rendezvous.cli.Run;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.io.IOException;

/** A store of this process, and the commands of {@code rdzv store} on it. */
final class LocalStore implements AutoCloseable {

    private final TcpStoreServer server;

    LocalStore() throws IOException {
        server = TcpStoreServer.builder().start();
    }

    int port() {
        return server.port();
    }

    Run run(Object... words) {
        Object[] all = new Object[words.length + 2];
        all[0] = "store";
        all[1] = words[0];
        // Before the other words, since what follows a -- is not an option.
        System.arraycopy(words, 1, all, 3, words.length - 1);
        all[2] = "--endpoint=localhost:" + server.port();
        return Run.of(all);
    }

    @Override
    public void close() {
        server.close();
    }
}
