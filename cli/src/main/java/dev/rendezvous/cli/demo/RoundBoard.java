package dev.rendezvous.cli.demo;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The round in which each process of an elastic demo is, read from what the processes print. */
final class RoundBoard {

    private static final Pattern ROUND = Pattern.compile("(worker \\d+) \\| round (\\d+): rank (\\d+) of (\\d+)");
    private static final long LOOK_MILLIS = 100;

    private final Map<String, Place> places = new HashMap<>();
    private long rounds;

    /** Where a process is. */
    private record Place(long round, int size) {}

    /** Asks whether to wait on. */
    interface Condition {
        boolean holds();
    }

    /** {@return what a process prints when it enters a round} */
    static String line(long round, int rank, int size) {
        return "round " + round + ": rank " + rank + " of " + size;
    }

    synchronized void read(String line) {
        Matcher matcher = ROUND.matcher(line);
        if (matcher.matches()) {
            long round = Long.parseLong(matcher.group(2));
            rounds = Math.max(rounds, round);
            places.put(matcher.group(1), new Place(round, Integer.parseInt(matcher.group(4))));
            notifyAll();
        }
    }

    /** {@return how many rounds there were} */
    synchronized long rounds() {
        return rounds;
    }

    /** {@return whether these processes, and no others, are in one round; false when the condition does not hold any more} */
    synchronized boolean awaitRound(Collection<String> workers, Condition goOn) throws InterruptedException {
        while (!areTogether(workers)) {
            if (!goOn.holds()) {
                return false;
            }
            wait(LOOK_MILLIS);
        }
        return true;
    }

    private boolean areTogether(Collection<String> workers) {
        return workers.stream().map(places::get).distinct().count() == 1
                && workers.stream()
                        .allMatch(worker ->
                                places.containsKey(worker) && places.get(worker).size() == workers.size());
    }
}
