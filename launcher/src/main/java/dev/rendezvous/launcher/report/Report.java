package dev.rendezvous.launcher.report;

import dev.rendezvous.Endpoint;
import dev.rendezvous.launcher.agent.News;
import dev.rendezvous.launcher.agent.RunEnd;
import dev.rendezvous.launcher.agent.WorkerFailure;
import dev.rendezvous.launcher.plan.Plan;
import dev.rendezvous.launcher.store.RankTable;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** All sentences that the launcher prints while a job runs. */
public final class Report {

    private static final String NAME = "rdzv: ";

    private final Consumer<String> sink;
    private final Plan plan;
    private boolean hasNeighbours;

    /**
     * Makes a report.
     *
     * @param plan what the agent does
     * @param sink takes one line at a time
     */
    public Report(Plan plan, Consumer<String> sink) {
        this.plan = plan;
        this.sink = sink;
    }

    private void say(String line) {
        if (!plan.output().quiet()) {
            sink.accept(NAME + Lines.safe(line));
        }
    }

    /**
     * Prints a line that is important enough for {@code --quiet}.
     *
     * @param line the line
     */
    public void warn(String line) {
        sink.accept(NAME + Lines.safe(line));
    }

    /**
     * Says what will be done.
     *
     * @param address the address of this node
     * @param endpoint where the backend is
     */
    public void begin(String address, String endpoint) {
        plan.notes().forEach(this::warn);
        String meets = plan.job().standalone()
                ? "standalone"
                : "backend " + plan.job().backend() + " " + Endpoint.withoutSecrets(endpoint) + ", this node is at "
                        + address;
        say("run " + plan.job().runId() + ", "
                + (plan.job().nodes().max() == 1 ? "1 node" : plan.job().nodes() + " nodes") + ", " + meets);
        if (plan.job().hostsOnAnyPort() && plan.job().nodes().max() > 1) {
            say("the other nodes join with --endpoint " + endpoint);
        }
    }

    /**
     * Says which nodes are there while the node waits.
     *
     * @param there the nodes that are there
     * @param missing nodes that were in the last round and are not there
     * @param waited for how long
     */
    public void waiting(List<String> there, List<String> missing, Duration waited) {
        say("waiting, " + there.size() + " of at least " + plan.job().nodes().min() + ": " + String.join(" ", there)
                + (missing.isEmpty() ? "" : "; seen before and missing: " + String.join(" ", missing)) + " ("
                + Lines.time(waited) + ")");
    }

    /**
     * Says that a round runs without this node.
     *
     * @param waited for how long it has waited
     */
    public void spare(Duration waited) {
        say("waiting as a spare: a round with " + Lines.count(plan.job().nodes().max(), "node")
                + ", the most that --nodes allows, runs without this node (" + Lines.time(waited) + ")");
    }

    /**
     * Says once that other agents of the run are on this machine, which is often a mistake.
     *
     * @param nodes their names
     */
    public void neighbours(List<String> nodes) {
        if (!nodes.isEmpty() && !hasNeighbours) {
            hasNeighbours = true;
            say("on this machine there are other agents of this run: " + String.join(" ", nodes)
                    + "; if that is not meant, start one agent a machine and use --procs-per-node");
        }
    }

    /**
     * Says where the status pages are.
     *
     * @param address where they are served
     */
    public void serving(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        say("status pages at http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
    }

    /**
     * Prints an event, for {@code --verbose}.
     *
     * @param words the event
     */
    public void event(String words) {
        say("event " + words);
    }

    /**
     * Says that the backend does not answer.
     *
     * @param problem why
     * @param workersGoOn whether workers run meanwhile
     */
    public void backendAway(String problem, boolean workersGoOn) {
        warn("the backend does not answer: " + problem + "; trying again"
                + (workersGoOn ? ", and the workers go on" : ""));
    }

    /** Says that the backend answers again. */
    public void backendBack() {
        warn("the backend answers again");
    }

    /**
     * Says that workers start.
     *
     * @param number of the round
     * @param nodeRank of this node
     * @param cause why the round was made
     * @param table the ranks
     * @param token the fencing token
     */
    public void round(long number, int nodeRank, String cause, RankTable table, Optional<Long> token) {
        int first = table.firstRank(nodeRank);
        int last = first + table.nodes().get(nodeRank).workers() - 1;
        say("round " + number + (cause.isEmpty() || cause.equals("start") ? "" : " (" + cause + ")") + ": "
                + Lines.count(table.nodes().size(), "node") + ", " + Lines.count(table.worldSize(), "worker")
                + ", this node is " + nodeRank + " ("
                + (first == last ? "rank " + first : "ranks " + first + "-" + last)
                + "), store " + table.store()
                + token.map(text -> ", token " + text).orElse(""));
    }

    /**
     * Says what the agent decided.
     *
     * @param news what
     */
    public void tell(News news) {
        if (news instanceof News.Unhealthy unhealthy) {
            warn("health check " + unhealthy.failed() + " of " + unhealthy.of() + " has failed: "
                    + unhealthy.message()
                    + (unhealthy.failed() < unhealthy.of()
                            ? "; trying again in " + Lines.time(unhealthy.in())
                            : "; this node does not join"));
        } else if (news instanceof News.Restarting restart) {
            say("restart " + restart.number() + " of " + restart.of() + " in " + Lines.time(restart.in()));
        } else if (news instanceof News.Changing) {
            say("the round changes; stopping the workers of this node");
        } else if (news instanceof News.StoppingBySignal signal) {
            warn("signal " + signal.name() + ": stopping " + Lines.count(signal.workers(), "worker") + ", up to "
                    + Lines.time(plan.workers().stopTimeout()) + "; again to kill");
        } else if (news instanceof News.Draining draining) {
            warn("signal " + draining.name() + ": this node leaves as soon as the others can go on without it");
        } else if (news instanceof News.Killing killing) {
            warn(Lines.count(killing.workers(), "worker") + " did not stop within "
                    + Lines.time(plan.workers().stopTimeout()) + "; killing");
        } else if (news instanceof News.Undead undead) {
            warn(Lines.count(undead.workers(), "worker") + " cannot be killed; the system does not let them go");
        } else if (news instanceof News.NotCounted) {
            say("the work of this node is done, but the round is being formed again");
        } else if (news instanceof News.SlowOthers) {
            warn("the other nodes are not done within "
                    + Lines.time(plan.recovery().exitTimeout()) + "; this node ends");
        } else if (news instanceof News.GaveUp gaveUp) {
            warn(gaveUp.message());
        }
    }

    /**
     * Says that a worker of this node failed.
     *
     * @param rank its rank
     * @param failure the failure
     * @param lived how long it ran
     * @param log where its output is kept
     */
    public void failed(int rank, WorkerFailure failure, Duration lived, Optional<Path> log) {
        warn("rank " + rank + " failed: " + Lines.code(failure.code()) + " after " + Lines.time(lived)
                + (failure.message().isEmpty() ? "" : ", error: " + failure.message())
                + log.map(folder -> " (" + folder + ")").orElse(""));
        hint(failure).ifPresent(this::warn);
    }

    /** A script is not a program: torchrun puts Python before it, this launcher does not. */
    private Optional<String> hint(WorkerFailure failure) {
        String program = plan.workers().command().get(0);
        if (failure.code() != 126 && failure.code() != 127) {
            return Optional.empty();
        }
        if (program.endsWith(".py")) {
            return Optional.of("a Python script needs its interpreter: rdzv run OPTIONS -- python "
                    + String.join(" ", plan.workers().command()));
        }
        return Optional.of(
                failure.code() == 127
                        ? "no program " + program + " on the PATH of the workers, or a program that it needs is missing"
                        : program + " is not executable; expected a program, or an interpreter before it");
    }

    /**
     * Says how the run ended.
     *
     * @param end how
     * @param why what the run knows of it
     * @param rounds how many rounds this node saw
     * @param restarts how many failures the run has had
     * @param took since the agent began
     */
    public void ended(RunEnd end, String why, long rounds, int restarts, Duration took) {
        if (end.wasBefore()) {
            warn("run " + plan.job().runId() + " has ended: " + Lines.shortened(why) + ", code " + end.code()
                    + "; use another --run-id or rdzv close " + plan.job().runId() + " --forget");
        } else if (end.isFinished()) {
            say("done after " + Lines.count((int) rounds, "round") + ", " + Lines.count(restarts, "restart") + ", "
                    + Lines.time(took));
        } else {
            warn("the run has failed with code " + end.code() + (why.isEmpty() ? "" : ": " + why));
        }
    }

    /**
     * Prints the last lines of the worker that failed first.
     *
     * @param rank its rank
     * @param lines the last lines of its standard error
     */
    public void lastLines(int rank, List<String> lines) {
        if (!lines.isEmpty()) {
            warn("last lines of rank " + rank + ":");
            lines.forEach(line -> sink.accept("    " + Lines.safe(line)));
        }
    }
}
