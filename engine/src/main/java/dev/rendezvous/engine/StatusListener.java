package dev.rendezvous.engine;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;

/** Calls a listener on a thread of its own, with the latest status. Statuses that come while it is busy replace each other. */
final class StatusListener {

    private static final Logger LOGGER = System.getLogger(StatusListener.class.getName());

    private final Consumer<RoundStatus> consumer;
    private final Thread thread;
    private RoundStatus latest;
    private RoundStatus told;
    private boolean closed;

    StatusListener(Consumer<RoundStatus> consumer, RoundStatus now, String runId) {
        this.consumer = consumer;
        this.latest = now;
        this.told = now;
        this.thread = new Thread(this::run, "rendezvous-listener-" + runId);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    synchronized void offer(RoundStatus status) {
        latest = status;
        notifyAll();
    }

    /** Ends the thread when the listener returns; a change that is known already is still reported. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    private void run() {
        try {
            while (awaitNews()) {
                call(take());
            }
        } catch (InterruptedException e) {
            // The listener interrupted its own thread, which is how a listener ends itself.
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean awaitNews() throws InterruptedException {
        while (latest.equals(told) && !closed) {
            wait();
        }
        return !latest.equals(told);
    }

    private synchronized RoundStatus take() {
        told = latest;
        return told;
    }

    private void call(RoundStatus status) {
        try {
            consumer.accept(status);
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.WARNING, "a listener of a rendezvous failed; it is called again after the next change", e);
        }
    }
}
