package dev.rendezvous.launcher.status;

import dev.rendezvous.launcher.event.EventName;
import dev.rendezvous.launcher.event.EventSink;
import dev.rendezvous.launcher.event.JobEvent;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Counts events. Thread-safe. */
public final class Metrics implements EventSink {

    private static final double NANOS = 1e9;

    private final Map<EventName, Long> events = new EnumMap<>(EventName.class);
    private final Map<String, Long> restarts = new TreeMap<>();
    private Sum rounds = new Sum(0, 0);
    private Sum joins = new Sum(0, 0);
    private OptionalLong joinSince = OptionalLong.empty();
    private OptionalLong roundSince = OptionalLong.empty();

    /**
     * A number of durations.
     *
     * @param count how many
     * @param seconds all together
     */
    record Sum(long count, double seconds) {

        Sum plus(long nanos) {
            return new Sum(count + 1, seconds + nanos / NANOS);
        }
    }

    /**
     * What was counted.
     *
     * @param events how often each event happened
     * @param restarts how often this node began another round, by cause
     * @param rounds the rounds that are over
     * @param joins how long this node waited for its rounds
     */
    record Counts(Map<EventName, Long> events, Map<String, Long> restarts, Sum rounds, Sum joins) {}

    synchronized Counts counts() {
        return new Counts(new EnumMap<>(events), new TreeMap<>(restarts), rounds, joins);
    }

    @Override
    public synchronized void take(JobEvent event) {
        events.merge(event.name(), 1L, Long::sum);
        switch (event.name()) {
            case JOIN -> joinSince = OptionalLong.of(event.mono());
            case ROUND_SEALED -> {
                joins = ended(joinSince, event, joins);
                joinSince = OptionalLong.empty();
                roundSince = OptionalLong.of(event.mono());
            }
            case ROUND_BROKEN, CLOSE, AGENT_END -> {
                rounds = ended(roundSince, event, rounds);
                roundSince = OptionalLong.empty();
            }
            case RESTART -> restarts.merge(String.valueOf(event.details().getOrDefault("cause", "")), 1L, Long::sum);
            default -> {
                // Counted above, and that is all.
            }
        }
    }

    private static Sum ended(OptionalLong since, JobEvent event, Sum sum) {
        return since.isPresent() ? sum.plus(event.mono() - since.getAsLong()) : sum;
    }

    @Override
    public void close() {}
}
