package dev.rendezvous.cli.demo;

import dev.rendezvous.cli.text.UsageException;
import dev.rendezvous.spi.BackendDescriptor;
import java.io.IOException;
import java.util.Map;

/** Where the processes of a demo meet. */
sealed interface Meetup extends AutoCloseable permits MeetupAt, MeetupDirectory, MeetupPort, MeetupServer {

    /** The backend of a fixed group that meets at a port. */
    String STATIC = "static";

    /** The backend of an elastic group that meets at a port. */
    String TCP = "tcp";

    /**
     * {@return a place for the backend: the one that is given, else a fresh one}
     *
     * @throws UsageException if none is given and the backend needs a service that runs already
     */
    static Meetup of(String name, BackendDescriptor backend, String endpoint) throws IOException {
        if (!endpoint.isEmpty()) {
            return MeetupAt.of(endpoint, backend);
        }
        if (MeetupAt.isElastic(backend) && !name.equals(TCP)) {
            throw new UsageException(
                    "--endpoint: the backend " + name + " meets at a service that runs already; say where it is");
        }
        return switch (name) {
            case STATIC -> MeetupPort.choose();
            case TCP -> MeetupServer.choose();
            default -> MeetupDirectory.create();
        };
    }

    /** {@return the endpoint of the backend} */
    String endpoint();

    /** {@return the place in a sentence} */
    String where();

    /**
     * {@return what one process is told besides}
     *
     * @param number the number of the process, from 0
     */
    default Map<String, String> config(int number) {
        return Map.of();
    }

    /** {@return whether the group may lose and gain processes} */
    default boolean isElastic() {
        return false;
    }

    @Override
    void close();
}
