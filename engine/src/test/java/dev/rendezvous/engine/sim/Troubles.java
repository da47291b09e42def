package dev.rendezvous.engine.sim;

import java.util.List;

/** What happens to nodes and to the service, from the seed. */
final class Troubles {

    private final World world;
    private final Dice dice;
    private final Plan plan;
    private final Agenda agenda;

    Troubles(World world, Dice dice) {
        this.world = world;
        this.dice = dice;
        this.plan = world.plan();
        this.agenda = world.agenda();
    }

    void begin() {
        if (world.variant().has(Twist.CALM)) {
            return;
        }
        if (dice.chance(0.3)) {
            world.service().endLeasesLate(30 * Agenda.S);
            agenda.at(plan.faultsEnd(), () -> world.service().endLeasesLate(0));
        }
        int troubles = (int) Math.round(plan.nodes() * plan.trouble());
        for (int i = 0; i < troubles; i++) {
            agenda.at(dice.between(Agenda.S, plan.faultsEnd()), this::strikeNode);
        }
        agenda.at(dice.between(Agenda.S, plan.faultsEnd()), this::strikeService);
        if (dice.chance(0.4)) {
            agenda.at(plan.faultsEnd() + dice.between(30, 100) * Agenda.S, this::leaveAndReturn);
        }
        if (dice.chance(0.04)) {
            agenda.at(
                    dice.between(Agenda.S, plan.faultsEnd()),
                    () -> pick().program().close());
        }
        if (world.variant().breaks(Breakage.LOST_WRITES)) {
            agenda.at(dice.between(20 * Agenda.S, plan.faultsEnd()), this::revert);
        }
        if (world.variant().has(Twist.MEMORY_LOSS)) {
            loseMemory();
        }
    }

    private void loseMemory() {
        int losses = 1 + dice.upTo(2);
        long end = dice.chance(0.5) ? plan.faultsEnd() : plan.faultsEnd() + 100 * Agenda.S;
        for (int i = 0; i < losses; i++) {
            agenda.at(dice.between(5 * Agenda.S, end), () -> {
                world.trace().say("service", "loses its memory");
                world.checkers().jobs().forgotten();
                world.service().loseMemory(world.checkers().ledger()::memoryLost);
                world.wire().reconnect();
            });
        }
    }

    private void revert() {
        world.trace().say("service", "fails over and loses writes");
        world.service().revertTo(world.service().asOf(agenda.now() - 4 * Agenda.S));
    }

    private SimNode pick() {
        List<SimNode> living = world.nodes().stream().filter(SimNode::isAlive).toList();
        List<SimNode> all = living.isEmpty() ? world.nodes() : living;
        return all.get(dice.upTo(all.size() - 1));
    }

    private void strikeService() {
        long length = dice.between(Agenda.S, 25 * Agenda.S);
        switch (dice.upTo(5)) {
            case 0 -> {
                world.trace().say("service", "is down for %s s", length / Agenda.S);
                world.wire().takeDown(agenda.now() + length);
                if (dice.chance(0.6)) {
                    world.service().freezeLeases(length);
                }
                agenda.after(length, world.wire()::reconnect);
            }
            case 1 ->
                world.nodes().stream()
                        .filter(node -> dice.chance(0.5))
                        .toList()
                        .forEach(node -> world.wire().cutOff(node, agenda.now() + length));
            default -> {}
        }
    }

    private void strikeNode() {
        if (world.nodes().isEmpty()) {
            return;
        }
        SimNode node = pick();
        boolean gentle = world.variant().has(Twist.SELF_FENCE);
        int kind = dice.upTo(11);
        switch (kind) {
            case 0, 1, 2 -> crash(node);
            case 3 -> pause(node, gentle);
            case 4 -> leaveAndReturn();
            case 5 -> node.program().hang(agenda.now() + dice.between(0, 20 * Agenda.S));
            case 6 -> world.wire().cutOff(node, agenda.now() + dice.between(0, 25 * Agenda.S));
            case 7 -> endLease(node, gentle);
            case 8 -> world.roster().startLater("late", false, 0);
            case 9 -> twin(node);
            default -> programStrike(node);
        }
    }

    private void leaveAndReturn() {
        SimNode node = pick();
        if (node.program().takesPart() && node.isAlive()) {
            node.program().leave();
            world.roster().startLater(node.settings().self().id(), true, dice.between(0, 30 * Agenda.S));
        }
    }

    /** All have finished, and the run is not closed yet: the leases of all nodes may end now. */
    void allHaveFinished() {
        boolean gentle =
                world.variant().has(Twist.SELF_FENCE) || world.variant().has(Twist.CALM);
        if (world.wire().isRough() && !gentle && dice.chance(0.15)) {
            agenda.after(dice.between(0, 3 * Agenda.MS), () -> {
                world.trace().say("service", "ends all leases early");
                world.service().leases().forEach(world.service()::end);
            });
        }
    }

    private void crash(SimNode node) {
        if (!node.isAlive() || !node.program().takesPart()) {
            return;
        }
        node.kill();
        if (dice.chance(0.7)) {
            boolean same = dice.chance(0.6);
            world.roster().startLater(node.settings().self().id(), same, dice.between(0, 20 * Agenda.S));
        }
    }

    private void pause(SimNode node, boolean gentle) {
        if (!gentle) {
            node.pause(agenda.now() + dice.between(0, 45 * Agenda.S), dice.chance(0.3), dice);
        }
    }

    private void endLease(SimNode node, boolean gentle) {
        if (!gentle) {
            world.trace().say("service", "ends the lease of %s early", node.name());
            world.service().end(node.lease());
        }
    }

    /** A second process with the same id. Only by looking does the first one notice it. */
    private void twin(SimNode node) {
        boolean unnoticed =
                world.variant().has(Twist.HINTS_ONLY) || world.variant().has(Twist.NO_LOOK);
        if (dice.chance(0.3) && !unnoticed) {
            world.roster().start(node.settings().self().id());
        }
    }

    private void programStrike(SimNode node) {
        if (world.variant().has(Twist.NO_PROGRAMS)) {
            return;
        }
        if (dice.chance(0.25)) {
            node.program().drain();
        } else {
            node.program().fail(dice.chance(0.85));
        }
    }

    /** Workers fail also when all else is calm. */
    void working(SimNode node) {
        if (!world.variant().has(Twist.NO_PROGRAMS) && world.plan().job() && dice.chance(0.15) && !world.isLongCalm()) {
            boolean restartable = dice.chance(0.9);
            agenda.after(dice.between(0, 30 * Agenda.S), () -> failTogether(node, restartable));
        }
    }

    /** One failure often makes others fail. */
    private void failTogether(SimNode first, boolean restartable) {
        if (dice.chance(0.4)) {
            world.nodes().stream()
                    .filter(node ->
                            node.program().round().equals(first.program().round()) || dice.chance(0.3))
                    .filter(node -> node != first && dice.chance(0.7))
                    .forEach(node -> agenda.after(
                            dice.between(0, 300 * Agenda.MS),
                            () -> node.program().fail(dice.chance(0.8))));
        }
        first.program().fail(restartable);
    }

    void sealOnItsWay(SimNode node) {
        if (!world.wire().isRough() || world.variant().has(Twist.CALM) || !dice.chance(0.1)) {
            return;
        }
        agenda.after(dice.between(0, 4 * Agenda.MS), () -> {
            switch (dice.upTo(3)) {
                case 0 -> crash(node);
                case 1 -> pause(node, world.variant().has(Twist.SELF_FENCE));
                case 2 -> node.program().leave();
                default -> node.program().close();
            }
        });
    }
}
