package dev.rendezvous.engine.tck.group;

import dev.rendezvous.engine.tck.group.NodeLife.Stay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a life of the lines of a node and of what the test did to it. Thread-safe. */
final class LifeRecorder {

    private static final Pattern END = Pattern.compile("(change|left|failed) at=(-?\\d+)(.*)");

    private final List<String> lines = new ArrayList<>();
    private final List<Stay> stays = new ArrayList<>();
    private boolean isFrozen;
    private boolean hasEnded;

    synchronized void add(String line) {
        lines.add(line);
        Matcher end = END.matcher(line);
        if (SeenRound.isRound(line)) {
            stays.add(new Stay(SeenRound.parse(line), NodeLife.STILL, isFrozen || hasEnded));
        } else if (end.matches()) {
            boolean outside = end.group(1).equals("failed") || end.group(3).contains("lost=true");
            end(Long.parseLong(end.group(2)), outside);
        }
    }

    synchronized void frozen() {
        isFrozen = true;
        last().ifPresent(stay -> replaceLast(new Stay(stay.round(), stay.until(), true)));
    }

    synchronized void resumed() {
        isFrozen = false;
    }

    /** The process is gone, and its work with it. */
    synchronized void ended() {
        hasEnded = true;
        end(System.nanoTime(), true);
    }

    private void end(long at, boolean unaware) {
        last().filter(stay -> stay.until() == NodeLife.STILL)
                .ifPresent(stay -> replaceLast(new Stay(stay.round(), at, stay.unaware() || unaware)));
    }

    private Optional<Stay> last() {
        return stays.isEmpty() ? Optional.empty() : Optional.of(stays.get(stays.size() - 1));
    }

    private void replaceLast(Stay stay) {
        stays.set(stays.size() - 1, stay);
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    synchronized NodeLife life(String name) {
        return new NodeLife(name, List.copyOf(stays));
    }
}
