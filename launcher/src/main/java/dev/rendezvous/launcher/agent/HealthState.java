package dev.rendezvous.launcher.agent;

/**
 * The checks of a node.
 *
 * @param number of the last check, from 1, so that a late answer of an earlier one is known as such
 * @param failed how many checks in a row have failed
 */
public record HealthState(int number, int failed) {

    static HealthState initial() {
        return new HealthState(0, 0);
    }

    HealthState next() {
        return new HealthState(number + 1, failed);
    }

    HealthState failing() {
        return new HealthState(number, failed + 1);
    }

    HealthState healthy() {
        return new HealthState(number, 0);
    }
}
