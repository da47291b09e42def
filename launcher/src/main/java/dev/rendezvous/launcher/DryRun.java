package dev.rendezvous.launcher;

import dev.rendezvous.Endpoint;
import dev.rendezvous.launcher.environment.WorkerEnvironment;
import dev.rendezvous.launcher.environment.WorkerPlace;
import dev.rendezvous.launcher.plan.Plan;
import dev.rendezvous.launcher.plan.RunOption;
import dev.rendezvous.launcher.plan.Sourced;
import dev.rendezvous.launcher.process.Warden;
import dev.rendezvous.launcher.store.NodeRow;
import dev.rendezvous.launcher.store.RankTable;
import dev.rendezvous.launcher.store.WorkerPorts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Shows what a plan would do. Connects to nothing and starts nothing.
 *
 * @since 0.1
 */
public final class DryRun {

    /** The variables whose values only a round has, and what is printed in their place. */
    private static final Map<String, String> KNOWN_IN_A_ROUND = Map.ofEntries(
            Map.entry("RDZV_ROUND", "<round>"),
            Map.entry("RDZV_TOKEN", "<token>"),
            Map.entry("RDZV_RANK", "<rank>"),
            Map.entry("RDZV_WORLD_SIZE", "<workers of all nodes>"),
            Map.entry("RDZV_LOCAL_RANK", "<rank on this node>"),
            Map.entry("RDZV_NODE_RANK", "<rank of the node>"),
            Map.entry("RDZV_NODES", "<nodes>"),
            Map.entry("RDZV_RESTARTS", "<failures>"),
            Map.entry("RDZV_CHANGES", "<changes>"),
            Map.entry("RDZV_STORE", "<host:port>"),
            Map.entry("RDZV_AGENT_PID", "<pid>"),
            Map.entry("RANK", "<rank>"),
            Map.entry("ROLE_RANK", "<rank>"),
            Map.entry("WORLD_SIZE", "<workers of all nodes>"),
            Map.entry("ROLE_WORLD_SIZE", "<workers of all nodes>"),
            Map.entry("LOCAL_RANK", "<rank on this node>"),
            Map.entry("GROUP_RANK", "<rank of the node>"),
            Map.entry("GROUP_WORLD_SIZE", "<nodes>"),
            Map.entry("MASTER_ADDR", "<host>"),
            Map.entry("MASTER_PORT", "<port>"),
            Map.entry("TORCHELASTIC_RESTART_COUNT", "<failures>"),
            Map.entry("DMLC_TRACKER_URI", "<address of node 0>"),
            Map.entry("DMLC_TRACKER_PORT", "<port>"),
            Map.entry("DMLC_NUM_WORKER", "<workers of all nodes>"),
            Map.entry("DMLC_TASK_ID", "<rank>"),
            Map.entry("LIGHTGBM_MACHINES", "<address:port of each worker>"),
            Map.entry("LIGHTGBM_NUM_MACHINES", "<workers of all nodes>"),
            Map.entry("LIGHTGBM_LOCAL_LISTEN_PORT", "<port>"));

    private static final int UNKNOWN = 0;

    private DryRun() {}

    /**
     * {@return one line for each option with its value and source, then the command, then the variables that a worker gets in addition}
     *
     * @param plan what would be done
     * @param environment the variables of this process
     */
    public static List<String> lines(Plan plan, Map<String, String> environment) {
        List<String> lines = new ArrayList<>();
        for (RunOption option : RunOption.values()) {
            Sourced value = plan.settings().get(option);
            if (value != null && !value.values().isEmpty()) {
                lines.add(String.format(
                        "%-20s %-24s %s", option.flag(), String.join(" ", shown(option, value)), value.source()));
            }
        }
        lines.add("");
        lines.add("command: " + String.join(" ", plan.workers().command()));
        lines.add("workers: " + plan.workers().count() + ", guarded by " + warden(environment));
        lines.add("files: " + files(plan));
        lines.add("");
        variables(plan, environment).forEach((name, value) -> {
            if (!value.equals(environment.get(name))) {
                lines.add(name + "=" + value);
            }
        });
        plan.workers().unset().forEach(name -> lines.add("unset " + name));
        return lines;
    }

    private static List<String> shown(RunOption option, Sourced value) {
        return option == RunOption.ENDPOINT
                ? value.values().stream().map(Endpoint::withoutSecrets).toList()
                : value.values();
    }

    /**
     * {@return the same as a tree of maps, lists and texts, for JSON}
     *
     * @param plan what would be done
     * @param environment the variables of this process
     */
    public static Map<String, Object> tree(Plan plan, Map<String, String> environment) {
        Map<String, Object> options = new LinkedHashMap<>();
        for (RunOption option : RunOption.values()) {
            Sourced value = plan.settings().get(option);
            if (value != null && !value.values().isEmpty()) {
                Map<String, Object> shown = new LinkedHashMap<>();
                shown.put("values", shown(option, value));
                shown.put("source", value.source());
                options.put(option.flag(), shown);
            }
        }
        Map<String, Object> changed = new TreeMap<>(variables(plan, environment));
        changed.entrySet().removeIf(each -> each.getValue().equals(environment.get(each.getKey())));
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("options", options);
        tree.put("command", plan.workers().command());
        tree.put("workers", plan.workers().count());
        tree.put("guard", warden(environment));
        tree.put("files", files(plan));
        tree.put("environment", changed);
        tree.put("unset", plan.workers().unset());
        tree.put("notes", plan.notes());
        return tree;
    }

    private static String warden(Map<String, String> environment) {
        return Warden.find(environment.getOrDefault("PATH", ""))
                .map(Warden::programs)
                .orElse("nothing: there is no sh with setsid or perl on the PATH");
    }

    private static String files(Plan plan) {
        return plan.output()
                .logDir()
                .map(folder -> folder.resolve("<run>/round-<n>/rank-<rank>").toString())
                .orElse("a temporary folder, removed at the end");
    }

    /** What is not known before the nodes have met stands in angle brackets. */
    private static Map<String, String> variables(Plan plan, Map<String, String> environment) {
        WorkerPlace.RoundPlace round = new WorkerPlace.RoundPlace(
                plan.job().runId(),
                UNKNOWN,
                Optional.of((long) UNKNOWN),
                oneNode(plan),
                UNKNOWN,
                UNKNOWN,
                UNKNOWN,
                plan.recovery().maxRestarts(),
                "<cause>",
                Path.of("<node>"));
        Optional<Path> logs = plan.output().logDir().map(folder -> folder.resolve("<run>/round-<n>/rank-<rank>"));
        WorkerPlace place = new WorkerPlace(round, UNKNOWN, Path.of("<error file>"), logs);
        Map<String, String> all = new WorkerEnvironment(plan.workers(), environment).of(place);
        KNOWN_IN_A_ROUND.forEach((name, value) -> all.computeIfPresent(name, (key, known) -> value));
        return all;
    }

    private static RankTable oneNode(Plan plan) {
        WorkerPorts ports = new WorkerPorts(Collections.nCopies(plan.workers().count(), 1), Optional.of(1));
        NodeRow node = new NodeRow(
                plan.workers().count(), "<node>", "<address>", plan.job().labels(), ports);
        return new RankTable(List.of(node), Endpoint.of("store", 1));
    }
}
