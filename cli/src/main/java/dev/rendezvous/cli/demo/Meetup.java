package dev.rendezvous.cli.demo;

import java.io.IOException;
import java.util.Map;

/** Where the processes of a demo meet. */
sealed interface Meetup extends AutoCloseable permits MeetupDirectory, MeetupPort, MeetupServer {

    /** The backend of a fixed group that meets at a port. */
    String STATIC = "static";

    /** The backend of an elastic group that meets at a port. */
    String TCP = "tcp";

    /** {@return a fresh place for the backend} */
    static Meetup of(String backend) throws IOException {
        return switch (backend) {
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
