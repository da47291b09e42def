package dev.rendezvous.engine.sim;

import dev.rendezvous.engine.message.Answer;
import dev.rendezvous.engine.message.Event;
import dev.rendezvous.engine.message.Operation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The network between nodes and the service: what is lost, late, repeated or refused. */
final class Wire {

    private static final long TIME_OUT = 5 * Agenda.S;

    private final Agenda agenda;
    private final Dice dice;
    private final Plan plan;
    private final Trace trace;
    private final Variant variant;
    private final Desk desk;
    private final Map<String, Set<SimNode>> watchers = new HashMap<>();
    private final Set<SimNode> cutOff = new HashSet<>();
    private long downUntil;

    Wire(Agenda agenda, Dice dice, Plan plan, Variant variant, Trace trace, Desk desk) {
        this.agenda = agenda;
        this.dice = dice;
        this.plan = plan;
        this.variant = variant;
        this.trace = trace;
        this.desk = desk;
    }

    boolean isRough() {
        return agenda.now() < plan.faultsEnd();
    }

    void takeDown(long until) {
        downUntil = until;
    }

    void cutOff(SimNode node, long until) {
        cutOff.add(node);
        agenda.at(until, () -> cutOff.remove(node));
    }

    boolean reaches(SimNode node) {
        return agenda.now() >= downUntil && !cutOff.contains(node);
    }

    void send(SimNode node, int id, Operation operation) {
        agenda.after((long) (TIME_OUT / node.rate()), () -> node.answer(id, Desk.silence()));
        desk.sent(node, operation);
        boolean rough = isRough();
        if (rough && dice.chance(plan.loss() / 4)) {
            agenda.after(Agenda.MS, () -> node.answer(id, Desk.silence()));
        } else if (!rough || !dice.chance(plan.loss())) {
            agenda.after(delay(rough), () -> arrive(node, id, operation, rough));
        }
    }

    private long delay(boolean rough) {
        return rough && dice.chance(plan.delay())
                ? dice.between(0, 20 * Agenda.S)
                : dice.between(Agenda.MS / 3, 3 * Agenda.MS);
    }

    private void arrive(SimNode node, int id, Operation operation, boolean rough) {
        if (!reaches(node)) {
            return;
        }
        if (operation instanceof Operation.Watch watch) {
            watchers.computeIfAbsent(watch.prefix(), prefix -> new LinkedHashSet<>())
                    .add(node);
        }
        Answer answer = desk.serve(node, operation);
        if (trace.isOn()) {
            trace.say(node.name(), "%s -> %s", Texts.of(operation), Texts.of(answer));
        }
        if (!rough || !dice.chance(plan.loss())) {
            agenda.after(dice.between(Agenda.MS / 3, 3 * Agenda.MS), () -> node.answer(id, answer));
        }
    }

    void unwatch(SimNode node, String prefix) {
        watchers.getOrDefault(prefix, new LinkedHashSet<>()).remove(node);
    }

    void changed(String key, Cell cell, boolean gone) {
        String prefix = key.substring(0, key.indexOf('/') + 1);
        Set<SimNode> told = watchers.getOrDefault(prefix, new LinkedHashSet<>());
        told.removeIf(node -> !node.isAlive());
        for (SimNode node : told) {
            if (desk.passesHint(node, prefix, cell, gone)) {
                hint(node, prefix);
            }
        }
    }

    private void hint(SimNode node, String prefix) {
        boolean rough = isRough();
        if (rough && dice.chance(plan.hintLoss())) {
            return;
        }
        long late = rough && dice.chance(0.02) && !variant.has(Twist.HINTS_ONLY) ? dice.between(0, 10 * Agenda.S) : 0;
        Runnable delivery = desk.hintDelivery(node, prefix, () -> node.deliver(new Event.Hint(prefix)));
        agenda.after(dice.between(Agenda.MS / 3, 3 * Agenda.MS) + late, delivery);
        if (rough && dice.chance(0.05)) {
            agenda.after(dice.between(Agenda.MS / 3, 3 * Agenda.MS), delivery);
        }
    }

    /** After the service was restarted each watch gives one hint. */
    void reconnect() {
        watchers.forEach((prefix, nodes) -> nodes.stream()
                .filter(SimNode::isAlive)
                .forEach(node ->
                        agenda.after(dice.between(Agenda.MS, Agenda.S), () -> node.deliver(new Event.Hint(prefix)))));
    }
}
