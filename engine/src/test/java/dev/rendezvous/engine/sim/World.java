package dev.rendezvous.engine.sim;

import dev.rendezvous.engine.cell.Keys;
import dev.rendezvous.engine.cell.StatusCell;
import dev.rendezvous.engine.message.EngineSettings;
import dev.rendezvous.engine.message.Round;
import dev.rendezvous.engine.spi.Precondition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One schedule: what is in it, and what the parts ask of each other. */
final class World {

    private static final long LONG_CALM = 250 * Agenda.S;
    private static final long SETTLED = 25 * Agenda.S;

    private final Agenda agenda = new Agenda();
    private final Variant variant;
    private final Dice dice;
    private final Plan plan;
    private final Trace trace;
    private final ModelService service;
    private final Sabotage sabotage;
    private final Wire wire;
    private final Checkers checkers;
    private final Roster roster;
    private final Troubles troubles;
    private final List<SimNode> nodes = new ArrayList<>();
    private final Map<Long, SimNode> byOrder = new HashMap<>();
    private final Set<Long> leftInCalm = new HashSet<>();
    private boolean ledInCalm;
    private int rounds;

    World(long seed, Variant variant, boolean traced) {
        this.variant = variant;
        this.dice = new Dice(seed);
        this.plan = Plan.draw(dice, variant);
        this.trace = new Trace(traced, agenda);
        this.checkers = new Checkers(this);
        this.service = new ModelService(agenda, variant, new Dice(seed + 1), checkers);
        this.sabotage = new Sabotage(variant, new Dice(seed + 2), agenda, this::service);
        Desk desk = new Desk(agenda, new Dice(seed + 3), variant, service, sabotage);
        this.wire = new Wire(agenda, new Dice(seed + 4), plan, variant, trace, desk);
        this.roster = new Roster(this, new Dice(seed + 5));
        this.troubles = new Troubles(this, new Dice(seed + 6));
    }

    Agenda agenda() {
        return agenda;
    }

    Variant variant() {
        return variant;
    }

    Plan plan() {
        return plan;
    }

    Trace trace() {
        return trace;
    }

    ModelService service() {
        return service;
    }

    Sabotage sabotage() {
        return sabotage;
    }

    Wire wire() {
        return wire;
    }

    Checkers checkers() {
        return checkers;
    }

    List<SimNode> nodes() {
        return nodes;
    }

    Roster roster() {
        return roster;
    }

    int rounds() {
        return rounds;
    }

    /** From first join to the last check. Throws a violation. */
    void run() {
        trace.say("plan", "%s, %s", plan, variant);
        roster.startAll();
        troubles.begin();
        LifeChecks life = new LifeChecks(this, checkers.ledger());
        agenda.runUntil(plan.faultsEnd() + 281 * Agenda.S);
        life.allAreInPlace();
        life.noOldRecords();
        long writes = service.writes();
        int before = rounds;
        agenda.runUntil(agenda.now() + 90 * Agenda.S);
        boolean churned = !plan.job() && (rounds != before || service.writes() > writes + 20);
        Violation.unless(!churned, "L2", "the group changes although nothing happens");
        nodes.forEach(node -> node.program().leave());
        agenda.runUntil(agenda.now() + 120 * Agenda.S);
        life.onlyTheLastCellIsLeft();
        boolean closed = checkers.jobs().ending().isPresent() && service.cell(Keys.SEAL) != null;
        SimNode operator = roster.operator();
        operator.program().forget();
        agenda.runUntil(agenda.now() + 10 * Agenda.S);
        life.isForgotten(closed, operator.program().forgot());
        agenda.runUntil(agenda.now() + variant.linger() + Agenda.S);
        life.nothingIsLeft();
    }

    SimNode born(String name, EngineSettings settings, double rate, long seed) {
        SimNode node = new SimNode(name, settings, this, rate, seed);
        node.runs(new Program(this, node, new Dice(seed + 1)));
        nodes.add(node);
        trace.say(name, "is born, %s", settings.run());
        return node;
    }

    boolean isCalm() {
        return agenda.now() > plan.faultsEnd() + SETTLED;
    }

    boolean isLongCalm() {
        return agenda.now() > plan.faultsEnd() + LONG_CALM;
    }

    boolean mustHaveMet(SimNode waiting) {
        boolean calm = waiting.program().since() > plan.faultsEnd() + SETTLED;
        long others = nodes.stream()
                .filter(node -> node.isAlive() && node.program().takesPart() && node != waiting)
                .count();
        return calm && others > plan.run().min() && checkers.jobs().ending().isEmpty();
    }

    void sealed() {
        rounds++;
    }

    void sealOnItsWay(SimNode node) {
        troubles.sealOnItsWay(node);
    }

    void allHaveFinished() {
        troubles.allHaveFinished();
    }

    void working(SimNode node) {
        troubles.working(node);
    }

    void entered(SimNode node, Round round) {
        byOrder.put(round.order(), node);
        boolean first = round.rank() == 0;
        if (first && variant.breaks(Breakage.ADDRESS_LATER)) {
            agenda.after(10 * Agenda.MS, this::rewriteSeal);
        }
        if (first && wire.reaches(node)) {
            String key = Keys.stored(round.token(), "greeting");
            service.put(key, "hello", Precondition.absent(), 0);
        }
        ledInCalm |= isCalm();
    }

    private void rewriteSeal() {
        @Nullable Cell seal = service.cell(Keys.SEAL);
        if (seal != null && !seal.value().contains("closed=")) {
            service.put(seal.key(), seal.value(), Precondition.version(seal.version()), 0);
        }
    }

    boolean hadLeaderInCalm() {
        return ledInCalm;
    }

    boolean wasTold(long order) {
        return byOrder.containsKey(order) && byOrder.get(order).program().wasTold();
    }

    void leftBy(SimNode node) {
        if (isCalm()) {
            leftInCalm.add(node.order());
        }
    }

    boolean leftInCalm(long order) {
        return leftInCalm.contains(order);
    }

    /** Whether the node that this status names lives and is not paused. */
    boolean leads(Cell status) {
        StatusCell cell = StatusCell.read(status.key(), status.value());
        return nodes.stream().anyMatch(node -> node.isAlive() && !node.isPaused() && node.lease() == cell.lease());
    }
}
