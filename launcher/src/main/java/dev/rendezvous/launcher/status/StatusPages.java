package dev.rendezvous.launcher.status;

import dev.rendezvous.launcher.http.Page;
import dev.rendezvous.launcher.http.Pages;
import java.util.Optional;
import java.util.Set;

/** The pages of an agent. */
public final class StatusPages implements Pages {

    /** The phases in which the work of this node is a part of a round. */
    private static final Set<String> IN_ROUND = Set.of("running", "finishing");

    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    private final Board board;
    private final Metrics metrics;
    private final RoundHistory history;
    private final Viewers viewers;
    private final WebPage web = new WebPage();

    /**
     * Makes the pages.
     *
     * @param board what the agent knows
     * @param metrics what it has counted
     * @param history the rounds that it was in
     * @param viewers learns of those that follow the state
     */
    public StatusPages(Board board, Metrics metrics, RoundHistory history, Viewers viewers) {
        this.board = board;
        this.metrics = metrics;
        this.history = history;
        this.viewers = viewers;
    }

    @Override
    public Page get(String path) {
        Standing now = board.now();
        Optional<String> obstacle = obstacle(now);
        return switch (path) {
            case "/healthz" -> Page.text(200, "ok");
            case "/readyz" ->
                obstacle.map(why -> Page.text(503, why))
                        .orElseGet(() ->
                                Page.text(200, "ready, in round " + now.round().number()));
            case "/status" -> {
                viewers.asked();
                yield new Page(200, "application/json", StatusJson.of(now, obstacle.isEmpty(), history.kept()) + "\n");
            }
            case "/metrics" -> new Page(200, METRICS, MetricsText.of(now, obstacle.isEmpty(), metrics.counts()));
            default ->
                web.get(path).orElseGet(() -> Page.text(404, "there are /, /healthz, /readyz, /metrics and /status"));
        };
    }

    /** {@return why the node is not in a round that the backend has confirmed} */
    private static Optional<String> obstacle(Standing now) {
        if (!IN_ROUND.contains(now.phase())) {
            return Optional.of(
                    "not in a round: " + now.phase() + (now.gathering().isSpare() ? ", as a spare" : ""));
        }
        return now.problem().map(problem -> "the backend does not answer: " + problem);
    }
}
