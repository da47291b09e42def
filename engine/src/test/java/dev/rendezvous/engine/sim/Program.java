package dev.rendezvous.engine.sim;

import dev.rendezvous.engine.cell.Closed;
import dev.rendezvous.engine.cell.Closed.Why;
import dev.rendezvous.engine.message.Action.Call;
import dev.rendezvous.engine.message.Action.Outcome;
import dev.rendezvous.engine.message.Action.Problem;
import dev.rendezvous.engine.message.Event;
import dev.rendezvous.engine.message.Operation;
import dev.rendezvous.engine.message.Round;
import dev.rendezvous.engine.protocol.Knowledge;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The program of a node: joins, works, restarts when told, and may fail, finish, drain, hang and leave. */
final class Program {

    /** Where it is. */
    enum Phase {
        /** Waits for a round. */
        JOINING,
        /** Works in a round. */
        WORKING,
        /** Stops its workers. */
        STOPPING,
        /** Tells that it has finished. */
        FINISHING,
        /** Waits for the end of the run. */
        ENDING,
        /** Leaves. */
        LEAVING,
        /** Has ended. */
        GONE
    }

    private final World world;
    private final SimNode node;
    private final Dice dice;
    private Phase phase = Phase.GONE;
    private @Nullable Round round;
    private boolean hung;
    private boolean told;
    private boolean draining;
    private boolean gaveUp;
    private boolean forgot;
    private long since;

    Program(World world, SimNode node, Dice dice) {
        this.world = world;
        this.node = node;
        this.dice = dice;
    }

    Phase phase() {
        return phase;
    }

    Optional<Round> round() {
        return Optional.ofNullable(round);
    }

    boolean isHung() {
        return hung;
    }

    /** Whether it stopped working because it was told to. */
    boolean wasTold() {
        return told;
    }

    /** Whether it left or failed by its own decision. */
    boolean gaveUp() {
        return gaveUp;
    }

    boolean isDraining() {
        return draining;
    }

    boolean takesPart() {
        return phase != Phase.LEAVING && phase != Phase.GONE;
    }

    long since() {
        return since;
    }

    private void go(Phase next) {
        phase = next;
        since = world.agenda().now();
    }

    void join() {
        go(Phase.JOINING);
        node.deliver(new Event.Join());
    }

    void replied(Call call, Outcome outcome) {
        switch (call) {
            case JOIN -> joined(outcome);
            case FINISH -> finished(outcome);
            case LEAVE -> go(Phase.GONE);
            case FORGET -> forgot = outcome.equals(new Outcome.Done(true));
            default -> {}
        }
    }

    private void joined(Outcome outcome) {
        if (outcome instanceof Outcome.Entered entered) {
            round = entered.round();
            told = false;
            go(Phase.WORKING);
            world.checkers().entered(node, entered.round());
            work(entered.round());
        } else {
            world.checkers().refused(node, (Outcome.Failed) outcome);
            boolean retry = ((Outcome.Failed) outcome).problem() == Problem.CONNECTION;
            go(Phase.GONE);
            if (retry) {
                world.agenda().after(Agenda.S, this::join);
            }
        }
    }

    private void work(Round in) {
        if (world.plan().job() && !draining) {
            long time = dice.between(2 * Agenda.S, 100 * Agenda.S);
            world.agenda().after(time, () -> finish(in));
        }
        world.checkers().working(node);
    }

    private boolean worksIn(Round in) {
        return phase == Phase.WORKING && in.equals(round) && node.isAlive();
    }

    private void finish(Round in) {
        if (!worksIn(in)) {
            return;
        }
        if (hung || node.isPaused()) {
            world.agenda().after(Agenda.S, () -> finish(in));
            return;
        }
        go(Phase.FINISHING);
        node.deliver(new Event.Finish());
    }

    private void finished(Outcome outcome) {
        if (phase != Phase.FINISHING) {
            return;
        }
        if (outcome instanceof Outcome.Failed) {
            world.agenda().after(Agenda.S, () -> {
                if (phase == Phase.FINISHING) {
                    node.deliver(new Event.Finish());
                }
            });
        } else if (((Outcome.Done) outcome).yes()) {
            go(Phase.ENDING);
            if (dice.chance(0.7)) {
                world.agenda().after(dice.between(0, 5 * Agenda.S), this::leave);
            }
        } else {
            told = true;
            stopThen(this::join);
        }
    }

    /** After each step: what the node knows may tell the program to stop. */
    void observe() {
        if (phase == Phase.ENDING && node.knowledge().closed().isPresent()) {
            leave();
            return;
        }
        if (hung || !node.isAlive() || (phase != Phase.WORKING && phase != Phase.STOPPING)) {
            return;
        }
        Knowledge known = node.knowledge();
        if (known.closed().isPresent()) {
            world.checkers().sawClosed(node, known.closed().get());
            leaveAfter(known.closed().get());
        } else if (phase == Phase.WORKING && known.waiting() > 0) {
            told = true;
            world.checkers().told(node, Objects.requireNonNull(round));
            stopThen(draining ? this::leave : this::join);
        }
    }

    private void leaveAfter(Closed closed) {
        if (closed.why() == Why.FINISHED && dice.chance(0.5)) {
            return;
        }
        stopThen(this::leave);
    }

    private void stopThen(Runnable next) {
        go(Phase.STOPPING);
        long time = dice.chance(0.25) ? dice.between(0, 10 * Agenda.S) : dice.between(0, Agenda.S);
        long entered = since;
        world.agenda().after(time, () -> {
            if (phase == Phase.STOPPING && since == entered && node.isAlive()) {
                next.run();
            }
        });
    }

    void fail(boolean restartable) {
        if (phase != Phase.WORKING || hung || node.isPaused() || !node.isAlive()) {
            return;
        }
        gaveUp = true;
        go(Phase.STOPPING);
        node.deliver(new Event.Fail(-1, (int) dice.between(1, 200), "worker failed", restartable));
        stopThen(this::join);
    }

    void drain() {
        if (node.isAlive() && (phase == Phase.WORKING || phase == Phase.JOINING) && !draining) {
            draining = true;
            node.deliver(new Event.Drain());
        }
    }

    void leave() {
        if (!node.isAlive() || phase == Phase.LEAVING || phase == Phase.GONE) {
            return;
        }
        gaveUp |= phase != Phase.ENDING;
        world.leftBy(node);
        go(Phase.LEAVING);
        node.deliver(new Event.Leave());
    }

    void hang(long until) {
        hung = true;
        world.agenda().at(until, () -> {
            hung = false;
            observe();
        });
    }

    void close() {
        if (node.isAlive() && phase != Phase.GONE) {
            String by = node.settings().self().id();
            node.deliver(new Event.CloseRun(new Closed(Why.STOPPED, 75, "closed by " + by, by, Optional.empty(), 0)));
        }
    }

    void forget() {
        node.deliver(new Event.Forget());
    }

    /** Whether the record of the run was removed. */
    boolean forgot() {
        return forgot;
    }

    void sending(Operation operation) {
        if (operation instanceof Operation.Put put && put.key().equals("r/seal")) {
            world.sealOnItsWay(node);
        }
    }
}
