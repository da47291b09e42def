package dev.rendezvous.launcher.event;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that has happened.
 *
 * @param time by the clock of this machine
 * @param mono nanoseconds of the monotonic clock of this process, for differences
 * @param place where it happened
 * @param name what has happened
 * @param details what else is known: texts, numbers and truth values, in order
 */
public record JobEvent(Instant time, long mono, Place place, EventName name, Map<String, Object> details) {

    /** Copies the details and keeps their order. */
    public JobEvent {
        details = new LinkedHashMap<>(details);
    }

    /**
     * The node and its round.
     *
     * @param run the run
     * @param node the name of the node, as far as it is known
     * @param incarnation tells two agents of one name apart
     * @param round the number of the round; 0 before the first
     * @param token its fencing token; empty where there is none
     */
    public record Place(String run, String node, String incarnation, long round, Optional<Long> token) {}
}
