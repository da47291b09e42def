package dev.rendezvous.launcher.event;

/** Takes events. */
public interface EventSink extends AutoCloseable {

    /**
     * Takes an event. Called by one thread at a time. Never waits for a disk or a reader, and never throws.
     *
     * @param event the event
     */
    void take(JobEvent event);

    /** Writes what was taken, within a limit. */
    @Override
    void close();
}
