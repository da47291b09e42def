package dev.rendezvous.launcher.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the options of a run tell the backend. */
final class BackendKeys {

    private final Options options;
    private final List<Job.ConfigKey> config = new ArrayList<>();

    private BackendKeys(Options options) {
        this.options = options;
    }

    /** {@return the config keys, those of {@code --backend-opt} last} */
    static List<Job.ConfigKey> of(Options options, NodeRange nodes, Map<String, String> labels, boolean standalone) {
        BackendKeys keys = new BackendKeys(options);
        keys.times(nodes);
        keys.node(labels);
        keys.rules();
        keys.given(standalone);
        return keys.config;
    }

    private void times(NodeRange nodes) {
        boolean noLastCall = nodes.isFixed() && !options.isGiven(RunOption.LAST_CALL);
        addTime("join_timeout", RunOption.JOIN_TIMEOUT);
        options.duration(RunOption.LAST_CALL);
        add("last_call", RunOption.LAST_CALL, noLastCall ? "0s" : options.text(RunOption.LAST_CALL));
        addTime("heartbeat", RunOption.HEARTBEAT);
        addTime("lease", RunOption.LEASE);
        addTime("unreachable_timeout", RunOption.STORE_PATIENCE);
    }

    private void node(Map<String, String> labels) {
        add("rank_by", RunOption.RANK_BY);
        add("node_id", RunOption.NODE_ID);
        add("rank", RunOption.NODE_RANK);
        List<String> all = labels.entrySet().stream()
                .map(label -> encoded(label.getKey()) + "=" + encoded(label.getValue()))
                .toList();
        add("labels", RunOption.LABEL, String.join(",", all));
    }

    private void rules() {
        add("max_failures", RunOption.MAX_RESTARTS);
        boolean strict =
                options.oneOf(RunOption.FENCE, List.of("lenient", "strict")).equals("strict");
        add("self_fence", RunOption.FENCE, String.valueOf(strict));
        add("late_joiners", RunOption.ON_CHANGE, options.restartsOnJoin() ? "restart" : "wait");
    }

    private void given(boolean standalone) {
        if (standalone) {
            config.add(new Job.ConfigKey("serve", "no", "--standalone", true));
        }
        options.pairs(RunOption.BACKEND_OPT)
                .forEach((key, value) -> config.add(
                        new Job.ConfigKey(key, value, options.named(RunOption.BACKEND_OPT) + " " + key, true)));
    }

    private void addTime(String key, RunOption option) {
        options.duration(option);
        add(key, option);
    }

    private void add(String key, RunOption option) {
        add(key, option, options.text(option));
    }

    private void add(String key, RunOption option, String value) {
        if (!value.isEmpty()) {
            boolean wanted =
                    options.isAsked(option) && option != RunOption.MAX_RESTARTS && option != RunOption.ON_CHANGE;
            config.add(new Job.ConfigKey(key, value, options.named(option), wanted));
        }
    }

    /** Commas separate labels. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
