package dev.rendezvous.engine.sim;

import dev.rendezvous.engine.cell.RunSettings;
import dev.rendezvous.engine.decision.RankBy;
import dev.rendezvous.engine.decision.RankBy.Policy;
import dev.rendezvous.engine.message.EngineSettings;
import dev.rendezvous.engine.message.Identity;
import dev.rendezvous.engine.message.Timing;
import java.util.List;
import java.util.Map;

/** Brings nodes to life, at first and again. */
final class Roster {

    private static final List<Policy> POLICIES = List.of(Policy.values());

    private final World world;
    private final Dice dice;
    private final Timing timing;
    private int born;

    Roster(World world, Dice dice) {
        this.world = world;
        this.dice = dice;
        this.timing = timing();
    }

    private Timing timing() {
        Variant variant = world.variant();
        boolean noLook = variant.has(Twist.HINTS_ONLY) || variant.has(Twist.NO_LOOK);
        return new Timing(
                15 * Agenda.S,
                5 * Agenda.S,
                (variant.has(Twist.SHORT_JOIN) ? 60 : 1_200) * Agenda.S,
                dice.between(0, 30) * Agenda.S,
                dice.between(0, 5) * Agenda.S,
                30 * Agenda.S,
                30 * Agenda.S,
                5 * Agenda.S,
                variant.linger(),
                variant.has(Twist.EVICTION) ? 20 * Agenda.S : 0,
                noLook ? 0 : 15 * Agenda.S);
    }

    void startAll() {
        long spread = dice.chance(0.5) ? 100 * Agenda.MS : 20 * Agenda.S;
        for (int i = 0; i < world.plan().nodes(); i++) {
            String id = "node" + i;
            world.agenda().after(dice.between(0, spread), () -> start(id));
        }
        if (world.variant().has(Twist.OTHER_SETTINGS)) {
            world.agenda().after(dice.between(0, 40 * Agenda.S), () -> start("odd", otherSettings()));
        }
    }

    private RunSettings otherSettings() {
        RunSettings run = world.plan().run();
        return new RunSettings(run.min(), run.max() + 1, run.job(), run.maxFailures(), run.lateJoiners());
    }

    /** A node that joins nothing: it only removes the record of an ended run. */
    SimNode operator() {
        return make("operator", world.plan().run());
    }

    SimNode start(String id) {
        return start(id, world.plan().run());
    }

    private SimNode start(String id, RunSettings run) {
        SimNode node = make(id, run);
        node.program().join();
        return node;
    }

    private SimNode make(String id, RunSettings run) {
        born++;
        long seed = dice.between(0, Long.MAX_VALUE - 10);
        Identity self =
                new Identity(id, "nonce" + born + "." + seed, "host-" + id, "", born, Map.of("rack", "r" + born % 3));
        boolean fences = world.variant().has(Twist.SELF_FENCE);
        RankBy rankBy = new RankBy(POLICIES.get(dice.upTo(POLICIES.size() - 1)), "rack");
        EngineSettings settings = new EngineSettings(
                self, run, timing, rankBy, fences, world.variant().rules());
        double spread = fences ? 0.015 : world.variant().has(Twist.CALM) ? 0 : 0.2;
        return world.born(id + "." + born, settings, dice.real(1 - spread, 1 + spread), seed);
    }

    /** A node of its own, or the next life of one that has an id. */
    void startLater(String id, boolean same, long delay) {
        world.agenda().after(delay, () -> start(same ? id : id + "-" + born));
    }
}
