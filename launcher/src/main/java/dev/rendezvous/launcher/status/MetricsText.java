package dev.rendezvous.launcher.status;

import dev.rendezvous.launcher.event.EventName;
import java.util.Locale;

/** The page {@code /metrics}, in the text format of Prometheus. */
final class MetricsText {

    private final StringBuilder text = new StringBuilder();

    private MetricsText() {}

    static String of(Standing now, boolean isReady, Metrics.Counts counts) {
        MetricsText page = new MetricsText();
        page.addState(now, isReady);
        page.addCounts(counts);
        return page.text.toString();
    }

    private void addState(Standing now, boolean isReady) {
        head("rdzv_info", "gauge", "The run that this agent takes part in; always 1.");
        sample("rdzv_info", "run=\"" + escaped(now.identity().run()) + "\"", 1);
        head("rdzv_ready", "gauge", "Whether this node is in a round that the backend has confirmed.");
        sample("rdzv_ready", "", isReady ? 1 : 0);
        head("rdzv_backend_up", "gauge", "Whether the backend answers.");
        sample("rdzv_backend_up", "", now.problem().isEmpty() ? 1 : 0);
        head("rdzv_round", "gauge", "The number of the last round of this node; 0 before the first.");
        sample("rdzv_round", "", now.round().number());
        head("rdzv_members", "gauge", "Nodes, as this agent knows them.");
        sample("rdzv_members", "state=\"member\"", now.round().nodes());
        sample("rdzv_members", "state=\"waiting\"", now.gathering().waiting().size());
        sample("rdzv_members", "state=\"missing\"", now.gathering().missing().size());
        head("rdzv_workers", "gauge", "Workers of this node.");
        long running =
                now.workers().stream().filter(worker -> worker.code().isEmpty()).count();
        sample("rdzv_workers", "state=\"running\"", running);
        sample("rdzv_workers", "state=\"exited\"", now.workers().size() - running);
    }

    private void addCounts(Metrics.Counts counts) {
        head("rdzv_rounds_total", "counter", "Rounds that this node was in.");
        sample("rdzv_rounds_total", "", counts.events().getOrDefault(EventName.ROUND_SEALED, 0L));
        head("rdzv_restarts_total", "counter", "Rounds after the first of this node, by what ended the round before.");
        counts.restarts()
                .forEach((cause, count) -> sample("rdzv_restarts_total", "cause=\"" + escaped(cause) + "\"", count));
        addSum("rdzv_round_seconds", "How long the rounds of this node lasted.", counts.rounds());
        addSum("rdzv_join_seconds", "How long this node waited for its rounds.", counts.joins());
        head("rdzv_events_total", "counter", "Events by name, as in the file of --events.");
        for (EventName name : EventName.values()) {
            sample(
                    "rdzv_events_total",
                    "event=\"" + name.text() + "\"",
                    counts.events().getOrDefault(name, 0L));
        }
    }

    private void addSum(String name, String help, Metrics.Sum sum) {
        head(name, "summary", help);
        text.append(name)
                .append("_sum ")
                .append(String.format(Locale.ROOT, "%.3f", sum.seconds()))
                .append('\n');
        sample(name + "_count", "", sum.count());
    }

    private void head(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private void sample(String name, String labels, long value) {
        text.append(name)
                .append(labels.isEmpty() ? "" : "{" + labels + "}")
                .append(' ')
                .append(value)
                .append('\n');
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
