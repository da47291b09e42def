package dev.rendezvous.launcher;

import dev.rendezvous.RendezvousClosedException;
import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousException;
import dev.rendezvous.RendezvousGracefulExitException;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.RendezvousTimeoutException;
import dev.rendezvous.launcher.agent.Event;
import dev.rendezvous.launcher.agent.Round;
import dev.rendezvous.launcher.agent.RunEnd;
import dev.rendezvous.launcher.environment.WorkerPlace;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The calls that lead a node through a round. They cross the network, on the thread of the meeting, and each is answered by an event. */
final class RoundCalls {

    /** The run refuses this node: other settings, an id that another node has, another secret. */
    private static final int USAGE = 2;

    private static final int TRY_AGAIN = 75;
    private static final int UNREACHABLE = 69;
    private static final int BUG = 70;

    private final Meeting meeting;
    private final RoundStart start;
    private final Watch watch;
    private final boolean isAlone;
    private final boolean isEndpointHere;
    private final Consumer<Event> events;

    // Set before the event that tells of it.
    private volatile Meeting.@Nullable Entered entered;
    private volatile WorkerPlace.@Nullable RoundPlace arranged;

    /**
     * Makes the calls of a node.
     *
     * @param isAlone whether a round has one node, so that another round would not help
     * @param isEndpointHere whether other nodes may need this agent until they are done
     */
    RoundCalls(
            Meeting meeting,
            RoundStart start,
            Watch watch,
            boolean isAlone,
            boolean isEndpointHere,
            Consumer<Event> events) {
        this.meeting = meeting;
        this.start = start;
        this.watch = watch;
        this.isAlone = isAlone;
        this.isEndpointHere = isEndpointHere;
        this.events = events;
    }

    /** {@return the last round that this node was let into} */
    Optional<Meeting.Entered> entered() {
        return Optional.ofNullable(entered);
    }

    /** {@return the last round whose ranks are known} */
    Optional<WorkerPlace.RoundPlace> arranged() {
        return Optional.ofNullable(arranged);
    }

    /** Waits for a round. Answers {@link Event.Joined}, {@link Event.RunEnded} or {@link Event.Stuck}. */
    void join() throws InterruptedException {
        try {
            Meeting.Entered joined = meeting.join();
            entered = joined;
            Round round = new Round(
                    joined.info().round(), joined.info().rank(), joined.info().worldSize(), joined.failures());
            events.accept(new Event.Joined(round));
            watch.begin(round.number());
        } catch (RendezvousClosedException e) {
            events.accept(new Event.RunEnded(meeting.ending().orElse(new RunEnd(TRY_AGAIN, false, false))));
        } catch (RendezvousGracefulExitException e) {
            events.accept(new Event.RunEnded(meeting.ending().orElse(new RunEnd(0, true, false))));
        } catch (RendezvousTimeoutException e) {
            events.accept(new Event.Stuck(TRY_AGAIN, message(e)));
        } catch (RendezvousConnectionException e) {
            events.accept(new Event.Stuck(UNREACHABLE, message(e)));
        } catch (RendezvousStateException e) {
            events.accept(new Event.Stuck(USAGE, message(e)));
        } catch (RuntimeException e) {
            events.accept(new Event.Stuck(BUG, e.toString()));
        }
    }

    /** Agrees on the ranks. Answers {@link Event.Arranged}, {@link Event.NotArranged} or {@link Event.Stuck}. */
    void arrange(Round round) throws InterruptedException {
        try {
            Meeting.Entered joined = entered;
            if (joined != null) {
                arranged = start.arrange(joined, round.failures());
                events.accept(new Event.Arranged(round.number()));
            }
        } catch (InterruptedException stopped) {
            // The round is over before it began, and the agent knows that.
            return;
        } catch (RendezvousTimeoutException | RendezvousConnectionException e) {
            events.accept(isAlone ? new Event.Stuck(UNREACHABLE, message(e)) : new Event.NotArranged(round.number()));
        } catch (RendezvousStateException e) {
            events.accept(new Event.Stuck(USAGE, message(e)));
        } catch (IOException e) {
            events.accept(new Event.Stuck(TRY_AGAIN, "cannot prepare the round: " + e.getMessage()));
        } catch (RuntimeException e) {
            events.accept(new Event.Stuck(BUG, e.toString()));
        }
    }

    /** Tells the run that this node is done. Answers {@link Event.FinishAnswered}, {@link Event.RunEnded} or {@link Event.StoreLost}. */
    void finish(Round round) throws InterruptedException {
        try {
            boolean counts = meeting.finish();
            boolean isHost = start.isHost() || isEndpointHere;
            Optional<RunEnd> ending = meeting.ending();
            events.accept(
                    counts && ending.isPresent()
                            ? new Event.RunEnded(ending.get())
                            : new Event.FinishAnswered(round.number(), counts, isHost));
        } catch (RendezvousException e) {
            events.accept(new Event.StoreLost(message(e)));
        }
    }

    private static String message(Exception e) {
        return String.valueOf(e.getMessage());
    }
}
