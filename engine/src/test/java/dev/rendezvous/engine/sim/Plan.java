package dev.rendezvous.engine.sim;

import dev.rendezvous.engine.cell.LateJoiners;
import dev.rendezvous.engine.cell.RunSettings;

/**
 * What is drawn for a schedule.
 *
 * @param nodes how many nodes start
 * @param run the settings of the run
 * @param faultsEnd until when there are faults
 * @param job whether programs finish
 * @param loss how likely a request or a reply is lost
 * @param delay how likely a request takes very long
 * @param hintLoss how likely a hint is lost
 * @param trouble how often something happens to a node
 */
record Plan(
        int nodes,
        RunSettings run,
        long faultsEnd,
        boolean job,
        double loss,
        double delay,
        double hintLoss,
        double trouble) {

    static Plan draw(Dice dice, Variant variant) {
        int nodes = dice.chance(0.1) ? (int) dice.between(8, 20) : (int) dice.between(2, 7);
        int min = dice.chance(0.3) ? nodes : (int) dice.between(1, nodes);
        int max =
                dice.chance(0.4) ? (int) dice.between(min, nodes) : (int) dice.between(Math.max(min, nodes), nodes + 2);
        int maxFailures = dice.chance(0.5) ? RunSettings.UNLIMITED : dice.upTo(3);
        LateJoiners late = variant.has(Twist.LATE_WAIT) || dice.chance(0.15) ? LateJoiners.WAIT : LateJoiners.RESTART;
        boolean calm = variant.has(Twist.CALM);
        boolean rough = dice.chance(0.6);
        return new Plan(
                nodes,
                new RunSettings(min, max, "", maxFailures, late),
                dice.between(30, 90) * Agenda.S,
                !variant.has(Twist.NO_PROGRAMS) && dice.chance(0.7),
                calm || !rough ? 0 : dice.real(0, 0.15),
                calm || !rough ? 0 : dice.real(0, 0.04),
                calm || variant.has(Twist.HINTS_ONLY) ? 0 : dice.chance(0.5) ? dice.real(0, 0.5) : 0,
                calm ? 0 : dice.real(0.5, 3));
    }
}
