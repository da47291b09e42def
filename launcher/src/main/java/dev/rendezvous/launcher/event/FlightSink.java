package dev.rendezvous.launcher.event;

/** Passes events to the flight recorder, if this Java has one and a recording has begun. */
public final class FlightSink implements EventSink {

    @Override
    public void take(JobEvent event) {
        if (isRecorded()) {
            FlightEvents.commit(event);
        }
    }

    /** Using an event before a recorder was started takes most of a second. */
    private static boolean isRecorded() {
        try {
            return jdk.jfr.FlightRecorder.isInitialized();
        } catch (NoClassDefFoundError withoutRecorder) {
            return false;
        }
    }

    @Override
    public void close() {}
}
