package dev.rendezvous.cli.demo;

import java.io.IOException;
import java.util.Map;

/** Where the processes of a demo meet. */
sealed interface Meetup extends AutoCloseable permits MeetupDirectory, MeetupPort {

    /** The backend that is not reached through a directory. */
    String STATIC = "static";

    /** {@return a fresh place for the backend} */
    static Meetup of(String backend) throws IOException {
        return backend.equals(STATIC) ? MeetupPort.choose() : MeetupDirectory.create();
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

    @Override
    void close();
}
