package dev.rendezvous.launcher.plan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The workers of this node.
 *
 * @param count how many
 * @param command the program and its arguments
 * @param profiles which variables they get besides {@code RDZV_*}
 * @param set further variables
 * @param unset variables that they do not get
 * @param stopSignal the name of the signal that asks them to stop, such as {@code TERM}
 * @param stopTimeout how long they may take to stop
 * @param signalsGroup whether the stop signal goes to the children of the command too
 * @since 0.1
 */
public record Workers(
        int count,
        List<String> command,
        Set<Profile> profiles,
        Map<String, String> set,
        List<String> unset,
        String stopSignal,
        Duration stopTimeout,
        boolean signalsGroup) {

    /** Copies the collections. */
    public Workers {
        command = List.copyOf(command);
        profiles = Set.copyOf(profiles);
        set = Map.copyOf(set);
        unset = List.copyOf(unset);
    }

    /** The variables of a framework. */
    public enum Profile {
        /** PyTorch's. */
        TORCH,
        /** Those of XGBoost and MXNet: where their tracker is, which the worker of rank 0 runs. */
        DMLC,
        /** For LightGBM: the addresses and ports of all workers. */
        LIGHTGBM
    }
}
