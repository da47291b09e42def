package dev.rendezvous.launcher.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Gives each event its time and place, and passes it to all sinks in one order. Thread-safe. */
public final class Journal implements AutoCloseable {

    private final List<EventSink> sinks;
    private JobEvent.Place place;

    /**
     * Makes a journal.
     *
     * @param place the place before the first round
     * @param sinks what takes the events; closed with the journal
     */
    public Journal(JobEvent.Place place, List<EventSink> sinks) {
        this.place = place;
        this.sinks = List.copyOf(sinks);
    }

    /**
     * Names the node of later events.
     *
     * @param node its name
     */
    public synchronized void node(String node) {
        place = new JobEvent.Place(place.run(), node, place.incarnation(), place.round(), place.token());
    }

    /**
     * Names the round of later events.
     *
     * @param round its number
     * @param token its token
     */
    public synchronized void round(long round, Optional<Long> token) {
        place = new JobEvent.Place(place.run(), place.node(), place.incarnation(), round, token);
    }

    /**
     * Passes an event on that its name tells all of.
     *
     * @param name what has happened
     */
    public void log(EventName name) {
        log(name, Details.none());
    }

    /**
     * Passes an event on.
     *
     * @param name what has happened
     * @param details what else is known
     */
    public synchronized void log(EventName name, Details details) {
        JobEvent event = new JobEvent(Instant.now(), System.nanoTime(), place, name, details.pairs());
        sinks.forEach(sink -> sink.take(event));
    }

    @Override
    public void close() {
        sinks.forEach(EventSink::close);
    }
}
