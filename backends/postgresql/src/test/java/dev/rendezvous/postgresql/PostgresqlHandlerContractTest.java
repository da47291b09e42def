package dev.rendezvous.postgresql;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.tck.RendezvousHandlerContract;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** The contract of handlers, on a real server. Its runs have one name, so each test has tables of its own. */
class PostgresqlHandlerContractTest implements RendezvousHandlerContract {

    private final PostgresServer server = PostgresServer.shared();
    private final String schema = server.newSchema();

    @AfterEach
    void drop() throws SQLException {
        server.execute("DROP SCHEMA " + schema + " CASCADE");
    }

    @Override
    public String backend() {
        return "postgresql";
    }

    @Override
    public Optional<String> alias() {
        return Optional.of("postgres");
    }

    @Override
    public void configure(RendezvousParameters.Builder parameters, int node) {
        parameters
                .endpoint(server.parameters("unused").build().endpoint() + "&currentSchema=" + schema)
                .localAddress("node-" + node)
                .config("lease", "3s")
                .config("heartbeat", "1s")
                .config("last_call", "100ms")
                .config("reform_last_call", "100ms");
    }

    @Override
    public RendezvousHandler newHandler(RendezvousParameters parameters) {
        return PostgresqlBackend.create(parameters);
    }

    @Override
    public boolean isElastic() {
        return true;
    }
}
