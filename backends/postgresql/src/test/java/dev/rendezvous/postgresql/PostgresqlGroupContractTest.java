package dev.rendezvous.postgresql;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.engine.tck.group.GroupContract;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;

/** Nodes that are processes. */
class PostgresqlGroupContractTest extends GroupContract {

    private static final int LONGEST_MILLIS = 5_000;

    private static final PostgresServer SERVER = PostgresServer.start();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Override
    protected RendezvousParameters.Builder parameters() {
        return SERVER.parameters("replaced");
    }

    /** The server is killed, frozen, or loses its connections. */
    @Override
    protected void breakService(Random random) throws Exception {
        int way = random.nextInt(3);
        switch (way) {
            case 0 -> SERVER.kill();
            case 1 -> SERVER.freeze();
            default -> SERVER.cutConnections();
        }
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_MILLIS));
        switch (way) {
            case 0 -> SERVER.start(SERVER.data());
            case 1 -> SERVER.thaw();
            default -> SERVER.cutConnections();
        }
    }
}
