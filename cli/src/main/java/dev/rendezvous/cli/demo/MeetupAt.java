package dev.rendezvous.cli.demo;

import dev.rendezvous.Endpoint;
import dev.rendezvous.spi.BackendDescriptor;
import java.util.Map;

/**
 * A place that the user names.
 *
 * @param endpoint as the backend takes it
 * @param isElastic whether the group may lose and gain processes
 * @param givesRanks whether each process is told its rank
 */
record MeetupAt(String endpoint, boolean isElastic, boolean givesRanks) implements Meetup {

    /** An option that only backends have whose groups change. */
    private static final String OPTION_OF_ELASTIC_GROUPS = "late_joiners";

    private static final String RANK = "rank";

    static MeetupAt of(String endpoint, BackendDescriptor backend) {
        return new MeetupAt(endpoint, isElastic(backend), declares(backend, RANK));
    }

    static boolean isElastic(BackendDescriptor backend) {
        return declares(backend, OPTION_OF_ELASTIC_GROUPS);
    }

    private static boolean declares(BackendDescriptor backend, String option) {
        return backend.options().stream().anyMatch(declared -> declared.name().equals(option));
    }

    @Override
    public String where() {
        return "at " + Endpoint.withoutSecrets(endpoint);
    }

    @Override
    public Map<String, String> config(int number) {
        return givesRanks ? Map.of(RANK, Integer.toString(number)) : Map.of();
    }

    /** What a run leaves at a service is removed by that service in time; the run id of a demo is used once. */
    @Override
    public void close() {}
}
