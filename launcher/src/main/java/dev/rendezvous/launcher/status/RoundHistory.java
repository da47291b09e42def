package dev.rendezvous.launcher.status;

import dev.rendezvous.launcher.event.EventSink;
import dev.rendezvous.launcher.event.JobEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Keeps the last rounds of this node, as events tell of them. Thread-safe. */
public final class RoundHistory implements EventSink {

    private static final int MOST = 100;
    private static final int LONGEST_MESSAGE = 300;

    private final Deque<PastRound> rounds = new ArrayDeque<>();
    private long leftOut;
    private boolean isFinished;
    private Optional<End> end = Optional.empty();

    /** Makes a history without rounds. */
    public RoundHistory() {}

    /**
     * The end of the agent.
     *
     * @param code its exit code
     * @param isFinished whether the work of the run is done
     */
    record End(int code, boolean isFinished) {}

    /**
     * What is kept.
     *
     * @param rounds the last rounds, the newest last
     * @param leftOut how many older ones there were
     * @param end how the agent ended; empty while it lives
     */
    record Kept(List<PastRound> rounds, long leftOut, Optional<End> end) {

        Kept {
            rounds = List.copyOf(rounds);
        }
    }

    synchronized Kept kept() {
        return new Kept(List.copyOf(rounds), leftOut, end);
    }

    @Override
    public synchronized void take(JobEvent event) {
        switch (event.name()) {
            case ROUND_SEALED -> add(event);
            case MEMBER_JOINED -> joined(text(event, "member"));
            case MEMBER_LEFT ->
                crowd(crowd ->
                        new PastRound.Crowd(crowd.joined(), crowd.left().and(text(event, "member")), crowd.lost()));
            case MEMBER_LOST ->
                crowd(crowd -> new PastRound.Crowd(
                        crowd.joined(), crowd.left(), crowd.lost().and(text(event, "member"))));
            case WORKER_EXIT -> exited(event);
            case ROUND_BROKEN -> change(round -> round.over(over(event, text(event, "why"))));
            case CLOSE -> {
                isFinished = Boolean.TRUE.equals(event.details().get("finished"));
                change(round -> round.over(over(event, isFinished ? "finished" : "closed")));
            }
            case AGENT_END -> {
                change(round -> round.over(over(event, "ended")));
                end = Optional.of(new End(number(event, "code"), isFinished));
            }
            default -> {
                // The others do not belong to a round, or are told by the board.
            }
        }
    }

    private void add(JobEvent event) {
        if (rounds.size() == MOST) {
            rounds.removeFirst();
            leftOut++;
        }
        rounds.addLast(new PastRound(
                event.place().round(),
                event.place().token(),
                number(event, "nodes"),
                text(event, "cause"),
                event.time(),
                PastRound.Crowd.none(),
                Optional.empty(),
                Optional.empty()));
    }

    /** In the first round of this node all nodes are new to it, which is not worth a name. */
    private void joined(String member) {
        if (rounds.size() + leftOut > 1) {
            crowd(crowd -> new PastRound.Crowd(crowd.joined().and(member), crowd.left(), crowd.lost()));
        }
    }

    private void exited(JobEvent event) {
        int code = number(event, "code");
        if (code != 0) {
            String message = text(event, "message");
            change(round -> round.failed(new PastRound.Failure(
                    number(event, "rank"),
                    code,
                    message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "...")));
        }
    }

    private static PastRound.Over over(JobEvent event, String why) {
        return new PastRound.Over(event.time(), why);
    }

    private void crowd(UnaryOperator<PastRound.Crowd> how) {
        change(round -> round.with(how.apply(round.crowd())));
    }

    private void change(UnaryOperator<PastRound> how) {
        PastRound newest = rounds.pollLast();
        if (newest != null) {
            rounds.addLast(how.apply(newest));
        }
    }

    private static String text(JobEvent event, String key) {
        return String.valueOf(event.details().getOrDefault(key, ""));
    }

    private static int number(JobEvent event, String key) {
        return event.details().get(key) instanceof Number number ? number.intValue() : 0;
    }

    @Override
    public void close() {}
}
