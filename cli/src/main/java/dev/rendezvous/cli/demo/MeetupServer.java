package dev.rendezvous.cli.demo;

import java.io.IOException;
import java.util.Map;

/** A port of this machine that was free a moment ago, for an elastic group whose first process serves. */
record MeetupServer(int port) implements Meetup {

    static MeetupServer choose() throws IOException {
        return new MeetupServer(MeetupPort.choose().port());
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
        return Map.of("serve", number == 0 ? "yes" : "no");
    }

    @Override
    public boolean isElastic() {
        return true;
    }

    /** There is nothing to remove: the port goes with the process that listens to it. */
    @Override
    public void close() {}
}
