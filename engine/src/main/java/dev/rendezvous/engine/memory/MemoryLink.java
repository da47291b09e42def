package dev.rendezvous.engine.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The way between one handle and the service in memory: requests and replies keep their order, as on one connection. Faults happen
 * here. Confined to the thread of its timeline, but for {@link #send}.
 */
public final class MemoryLink {

    private final String run;
    private final Timeline timeline;
    private final Gate gate;
    private final Set<MemoryCall<?>> open = new LinkedHashSet<>();
    private final List<MemoryWatch> watches = new ArrayList<>();
    private final Way requests = new Way();
    private final Way replies = new Way();
    private final Way hints = new Way();
    private int copiesOfHints = 1;
    private boolean connected = true;
    private boolean closed;
    private @Nullable RuntimeException refusal;

    /** One direction: what is lost on it, and how long it takes. */
    public static final class Way {
        private int toLose;
        private Duration delay = Duration.ZERO;
        private long lastArrival = Long.MIN_VALUE;

        public void lose(int count) {
            toLose = count;
        }

        public void delay(Duration time) {
            delay = time;
        }

        private boolean loses() {
            return toLose > 0 && toLose-- > 0;
        }

        /** Not before what went this way earlier. */
        private long arrival(long now, Duration time) {
            lastArrival = Math.max(lastArrival, now + time.toNanos());
            return lastArrival;
        }
    }

    public MemoryLink(String run, Timeline timeline, Gate gate) {
        this.run = run;
        this.timeline = timeline;
        this.gate = gate;
    }

    public Way requests() {
        return requests;
    }

    public Way replies() {
        return replies;
    }

    public Way hints() {
        return hints;
    }

    public void repeatHints(int copies) {
        copiesOfHints = copies;
    }

    public void refuse(@Nullable RuntimeException why) {
        refusal = why;
    }

    /** On any thread. */
    public <T> CompletionStage<T> send(MemoryCall<T> call) {
        if (!timeline.soon(() -> begin(call))) {
            call.fail(closedException());
        }
        return call.answer();
    }

    private <T> void begin(MemoryCall<T> call) {
        if (closed) {
            call.fail(closedException());
        } else if (refusal != null) {
            call.fail(refusal);
        } else if (!connected) {
            call.lose("run " + run + ": this space is disconnected");
        } else if (requests.loses()) {
            call.lose("run " + run + ": the request was lost");
        } else {
            open.add(call);
            boolean replyLost = replies.loses();
            Duration replyDelay = replies.delay;
            timeline.at(
                    requests.arrival(timeline.now(), requests.delay),
                    () -> gate.pass(() -> arrive(call, replyLost, replyDelay)));
        }
    }

    /** The service does its work also for a caller that has been told that the answer does not come. */
    private <T> void arrive(MemoryCall<T> call, boolean replyLost, Duration replyDelay) {
        Runnable reply;
        try {
            T result = call.work().get();
            reply = () -> call.answer().complete(result);
        } catch (RuntimeException e) {
            reply = () -> call.fail(e);
        }
        Runnable delivered = replyLost ? () -> call.lose("run " + run + ": the reply was lost") : reply;
        timeline.at(replies.arrival(timeline.now(), replyDelay), () -> end(call, delivered));
    }

    private void end(MemoryCall<?> call, Runnable delivered) {
        if (open.remove(call)) {
            delivered.run();
        }
    }

    public void watch(MemoryWatch watch) {
        if (!closed) {
            watches.add(watch);
        }
    }

    public void unwatch(MemoryWatch watch) {
        watches.remove(watch);
    }

    public void changed(List<String> keys) {
        watches.stream().filter(watch -> watch.concerns(keys)).toList().forEach(this::hint);
    }

    /** Hints at everything, as after a gap. */
    public void doubt() {
        List.copyOf(watches).forEach(this::hint);
    }

    private void hint(MemoryWatch watch) {
        if (!connected || hints.loses()) {
            return;
        }
        long arrival = timeline.now() + hints.delay.toNanos();
        for (int i = 0; i < copiesOfHints; i++) {
            timeline.at(arrival, () -> deliver(watch));
        }
    }

    private void deliver(MemoryWatch watch) {
        if (connected && watches.contains(watch)) {
            watch.lookAgain().run();
        }
    }

    public void disconnect() {
        connected = false;
        loseOpenCalls("run " + run + ": the connection of this space broke");
    }

    public void reconnect() {
        if (!connected && !closed) {
            connected = true;
            doubt();
        }
    }

    public void close() {
        closed = true;
        watches.clear();
        loseOpenCalls("run " + run + ": this space was closed");
    }

    private void loseOpenCalls(String why) {
        List<MemoryCall<?>> calls = List.copyOf(open);
        open.clear();
        calls.forEach(call -> call.lose(why));
    }

    private IllegalStateException closedException() {
        return new IllegalStateException("run " + run + ": this space is closed");
    }
}
