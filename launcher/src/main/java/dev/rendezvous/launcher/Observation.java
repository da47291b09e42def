package dev.rendezvous.launcher;

import dev.rendezvous.launcher.event.Details;
import dev.rendezvous.launcher.event.EventFile;
import dev.rendezvous.launcher.event.EventSink;
import dev.rendezvous.launcher.event.EventText;
import dev.rendezvous.launcher.event.FlightSink;
import dev.rendezvous.launcher.event.JobEvent;
import dev.rendezvous.launcher.event.Journal;
import dev.rendezvous.launcher.event.LineSink;
import dev.rendezvous.launcher.http.StatusServer;
import dev.rendezvous.launcher.log.Console;
import dev.rendezvous.launcher.plan.Insight;
import dev.rendezvous.launcher.plan.NodeRange;
import dev.rendezvous.launcher.plan.Plan;
import dev.rendezvous.launcher.plan.PlanException;
import dev.rendezvous.launcher.report.Report;
import dev.rendezvous.launcher.status.Board;
import dev.rendezvous.launcher.status.Metrics;
import dev.rendezvous.launcher.status.RoundHistory;
import dev.rendezvous.launcher.status.Standing;
import dev.rendezvous.launcher.status.StatusPages;
import dev.rendezvous.launcher.status.Viewers;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Everything by which others see the job: event files, lines, flight recordings, status pages. Open while the agent lives. */
final class Observation implements AutoCloseable {

    private static final int INCARNATION_BYTES = 4;

    private final AgentEvents events;
    private final Journal journal;
    private final Optional<StatusServer> server;
    private final Viewers viewers;

    private Observation(AgentEvents events, Journal journal, Optional<StatusServer> server, Viewers viewers) {
        this.events = events;
        this.journal = journal;
        this.server = server;
        this.viewers = viewers;
    }

    /**
     * {@return the observation of a job, before anything happens}
     *
     * @throws PlanException if a file cannot be written, or a port cannot be used
     */
    static Observation open(Plan plan, String node, RoundFolder folder, Console console, Report report) {
        List<EventSink> sinks = new ArrayList<>(List.of(new FlightSink()));
        Insight insight = plan.insight();
        try {
            if (insight.isVerbose()) {
                sinks.add(new LineSink(EventText::words, report::event));
            }
            insight.events()
                    .ifPresent(file -> sinks.add(
                            file.equals("-")
                                    ? new LineSink(EventText::json, console::say)
                                    : file("--events", Path.of(file), report)));
            folder.events(node).ifPresent(file -> sinks.add(file("--log-dir", file, report)));
            Board board = new Board(identity(plan));
            Viewers viewers = new Viewers();
            Optional<StatusServer> server =
                    insight.http().map(address -> serve(address, board, viewers, sinks, report));
            Journal journal = new Journal(place(plan, node), sinks);
            return new Observation(new AgentEvents(journal, board), journal, server, viewers);
        } catch (PlanException e) {
            sinks.forEach(EventSink::close);
            throw e;
        }
    }

    private static Standing.Identity identity(Plan plan) {
        NodeRange nodes = plan.job().nodes();
        return new Standing.Identity(
                plan.job().runId(),
                plan.job().backend(),
                ProcessHandle.current().pid(),
                new Standing.Limits(nodes.min(), nodes.max(), plan.recovery().maxRestarts()));
    }

    private static JobEvent.Place place(Plan plan, String node) {
        byte[] incarnation = new byte[INCARNATION_BYTES];
        new SecureRandom().nextBytes(incarnation);
        return new JobEvent.Place(plan.job().runId(), node, HexFormat.of().formatHex(incarnation), 0, Optional.empty());
    }

    private static EventFile file(String option, Path path, Report report) {
        try {
            return EventFile.open(path.toAbsolutePath(), report::warn);
        } catch (IOException e) {
            throw new PlanException(option + ": cannot write the events to " + path + ": " + reason(e)
                    + "; expected a file in a folder that this user may write");
        }
    }

    private static StatusServer serve(
            Insight.HttpAddress address, Board board, Viewers viewers, List<EventSink> sinks, Report report) {
        Metrics metrics = new Metrics();
        RoundHistory history = new RoundHistory();
        sinks.addAll(List.of(metrics, history));
        try {
            StatusPages pages = new StatusPages(board, metrics, history, viewers);
            StatusServer server = StatusServer.start(address.host(), address.port(), pages);
            report.serving(server.address());
            return server;
        } catch (IOException e) {
            throw new PlanException("--http: cannot listen on " + address.host() + " port " + address.port() + ": "
                    + reason(e) + "; expected an address of this machine and a free port, or port 0");
        }
    }

    /** The message of some exceptions is a path or a name alone. */
    private static String reason(IOException e) {
        String name = e.getClass().getSimpleName();
        return e.getMessage() == null || !e.getMessage().contains(" ") ? name + " " + e.getMessage() : e.getMessage();
    }

    AgentEvents events() {
        return events;
    }

    /** {@return those that follow the status pages} */
    Viewers viewers() {
        return viewers;
    }

    /** The agent begins. */
    void begin(Plan plan, String address) {
        events.begin(Details.of("pid", ProcessHandle.current().pid())
                .and("address", address)
                .and("backend", plan.job().backend())
                .and("nodes", plan.job().nodes().toString())
                .and("workers", plan.workers().count())
                .and("http", server.map(pages -> pages.address().getPort()).orElse(0)));
    }

    @Override
    public void close() {
        events.end();
        server.ifPresent(pages -> {
            viewers.awaitLastLook();
            pages.close();
        });
        journal.close();
    }
}
