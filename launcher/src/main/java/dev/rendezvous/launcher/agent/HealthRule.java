package dev.rendezvous.launcher.agent;

import java.time.Duration;

/**
 * How a node is checked before it joins.
 *
 * @param isChecked whether it is
 * @param retries how often a check that has failed is tried again
 * @param timeout how long a check may take
 */
public record HealthRule(boolean isChecked, int retries, Duration timeout) {

    /** {@return the rule of a node that is not checked} */
    public static HealthRule none() {
        return new HealthRule(false, 0, Duration.ZERO);
    }
}
