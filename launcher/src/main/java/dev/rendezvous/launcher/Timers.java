package dev.rendezvous.launcher;

import dev.rendezvous.launcher.agent.Event;
import dev.rendezvous.launcher.agent.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** The timers of an agent that are set. For one thread. */
final class Timers {

    private final Map<Timer, Long> due = new EnumMap<>(Timer.class);

    void set(Timer timer, Duration after) {
        due.put(timer, System.nanoTime() + after.toNanos());
    }

    void forget(Timer timer) {
        due.remove(timer);
    }

    /** {@return the next event of a queue, or the end of a timer, whichever is first} */
    Event next(BlockingQueue<Event> events) throws InterruptedException {
        while (true) {
            Optional<Map.Entry<Timer, Long>> first =
                    due.entrySet().stream().min(Map.Entry.comparingByValue((a, b) -> Long.signum(a - b)));
            if (first.isEmpty()) {
                return events.take();
            }
            Event event = events.poll(first.get().getValue() - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (event != null) {
                return event;
            }
            if (first.get().getValue() - System.nanoTime() <= 0) {
                due.remove(first.get().getKey());
                return new Event.TimeUp(first.get().getKey());
            }
        }
    }
}
