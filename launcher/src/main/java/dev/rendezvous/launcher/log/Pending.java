package dev.rendezvous.launcher.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/** What the console has not written yet, and what of it comes next. Guarded by the lock of the console. */
final class Pending {

    private static final int MOST_OWN_LINES = 1_000;

    private final List<String> own = new ArrayList<>();
    private final List<Lane> lanes = new ArrayList<>();
    private final byte[] buffer = new byte[Lane.LARGEST];
    private int dropped;
    private int chunksBeforeOwn;
    private int turn;
    private long lastLines = System.nanoTime();

    /** Adds a line of the launcher. What workers have printed before comes before it. Too many are dropped and counted. */
    void say(String line) {
        if (own.isEmpty()) {
            chunksBeforeOwn = lanes.size();
        }
        if (own.size() < MOST_OWN_LINES) {
            own.add(line);
        } else {
            dropped++;
        }
    }

    Lane open(boolean toErr, String prefix, Condition hasSpace) {
        Lane lane = new Lane(toErr, prefix, hasSpace);
        lanes.add(lane);
        return lane;
    }

    /** {@return complete lines, of the launcher or of one worker; null if there are none} */
    @Nullable
    Chunk lines() {
        Chunk next = chunksBeforeOwn > 0 ? workersLines() : ownLines();
        chunksBeforeOwn--;
        if (next == null) {
            next = chunksBeforeOwn >= 0 ? ownLines() : workersLines();
        }
        if (next != null) {
            lastLines = System.nanoTime();
        }
        return next;
    }

    private @Nullable Chunk ownLines() {
        if (own.isEmpty()) {
            return null;
        }
        if (dropped > 0) {
            own.add("rdzv: " + dropped + " lines of the launcher were dropped, since the console did not read them");
            dropped = 0;
        }
        byte[] lines = (String.join("\n", own) + "\n").getBytes(UTF_8);
        own.clear();
        return Chunk.own(this, lines);
    }

    /** Workers take turns. */
    private @Nullable Chunk workersLines() {
        lanes.removeIf(Lane::isOver);
        for (int i = 0; i < lanes.size(); i++) {
            turn = (turn + 1) % lanes.size();
            Lane lane = lanes.get(turn);
            if (lane.hasLines()) {
                return Chunk.of(lane, buffer);
            }
        }
        return null;
    }

    /** {@return a half line that is due; null if there is none} */
    @Nullable
    Chunk halfLine() {
        for (Lane lane : lanes) {
            OptionalLong in = lane.halfLineIn(lastLines);
            if (in.isPresent() && in.getAsLong() == 0) {
                return Chunk.of(lane, buffer);
            }
        }
        return null;
    }

    /** {@return in how many nanoseconds a half line is due; empty if there is none} */
    OptionalLong halfLineIn() {
        return lanes.stream()
                .map(lane -> lane.halfLineIn(lastLines))
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .min();
    }

    /** Nothing more is added to any lane. */
    void end() {
        lanes.forEach(Lane::end);
    }

    /** Forgets what workers have printed, and takes no more of them. */
    void drop() {
        lanes.forEach(Lane::drop);
        lanes.clear();
    }

    boolean isEmpty() {
        return own.isEmpty() && lanes.stream().allMatch(Lane::isOver);
    }
}
