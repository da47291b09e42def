package dev.rendezvous.launcher;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousException;
import dev.rendezvous.launcher.agent.Event;
import dev.rendezvous.launcher.agent.RunEnd;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Watches the round of this node. Tells the agent once that it changes, that the run has ended, or that the backend is lost. */
final class Watch implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Duration AFTER_CHANGE = Duration.ofMillis(500);

    private final Meeting meeting;
    private final Consumer<Event> events;
    private final Thread thread = new Thread(this::run, "rdzv-watch");
    private long round;

    Watch(Meeting meeting, Consumer<Event> events) {
        this.meeting = meeting;
        this.events = events;
        thread.setDaemon(true);
        thread.start();
    }

    /** Watches a round from now on. Called after the agent was told of it. */
    synchronized void begin(long number) {
        round = number;
        notifyAll();
    }

    /** Watches nothing until the next round. */
    synchronized void pause() {
        round = 0;
        notifyAll();
    }

    private synchronized long current() throws InterruptedException {
        while (round == 0) {
            wait();
        }
        return round;
    }

    private void run() {
        try {
            while (true) {
                long watched = current();
                if (meeting.awaitChange(LOOK) && tell(watched)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RendezvousConnectionException e) {
            events.accept(new Event.StoreLost(String.valueOf(e.getMessage())));
        } catch (RendezvousException | IllegalStateException e) {
            // The handler is closed, or is about to say the same to the next call of the agent.
            System.getLogger(Watch.class.getName()).log(System.Logger.Level.DEBUG, "the watch ends", e);
        }
    }

    /** {@return whether the run has ended} A change stays until the agent joins again, so it is told once, and then looked at slowly. */
    private boolean tell(long watched) throws InterruptedException {
        Optional<RunEnd> ending = meeting.ending();
        if (ending.isPresent()) {
            events.accept(new Event.RunEnded(ending.get()));
            return true;
        }
        tellOfChange(watched);
        return false;
    }

    private synchronized void tellOfChange(long watched) throws InterruptedException {
        if (round != watched) {
            return;
        }
        events.accept(new Event.Changed(watched));
        long until = System.nanoTime() + AFTER_CHANGE.toNanos();
        while (round == watched && until - System.nanoTime() > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, until - System.nanoTime());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
