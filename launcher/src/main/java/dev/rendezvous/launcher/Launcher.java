package dev.rendezvous.launcher;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.engine.ElasticHandler;
import dev.rendezvous.launcher.agent.Agent;
import dev.rendezvous.launcher.agent.Backoff;
import dev.rendezvous.launcher.agent.Event;
import dev.rendezvous.launcher.agent.HealthRule;
import dev.rendezvous.launcher.agent.Rules;
import dev.rendezvous.launcher.backend.BackendChoice;
import dev.rendezvous.launcher.environment.WorkerEnvironment;
import dev.rendezvous.launcher.log.Console;
import dev.rendezvous.launcher.plan.Job;
import dev.rendezvous.launcher.plan.Plan;
import dev.rendezvous.launcher.plan.PlanException;
import dev.rendezvous.launcher.plan.Recovery;
import dev.rendezvous.launcher.plan.Workers.Profile;
import dev.rendezvous.launcher.process.AgentSignals;
import dev.rendezvous.launcher.report.Report;
import dev.rendezvous.launcher.store.HostedEndpoint;
import dev.rendezvous.launcher.store.OwnAddress;
import dev.rendezvous.launcher.store.StorePorts;
import dev.rendezvous.registry.AmbiguousBackendException;
import dev.rendezvous.registry.BackendLoadException;
import dev.rendezvous.registry.RendezvousRegistry;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Runs a command on this node as a part of a distributed job: an agent that meets the agents of the other nodes, starts the workers of
 * this node, watches them, and starts them again in the next round.
 *
 * <p>While it runs, it takes the signals of this process that {@link Plan#signals()} names: some stop the workers, others are passed on to
 * them.
 *
 * @since 0.1
 */
public final class Launcher {

    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;
    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration HEALTH_TIMEOUT = Duration.ofMinutes(1);
    private static final int SIMPLE_FAILURE = 1;
    private static final int USAGE = 2;

    private final Plan plan;
    private final RendezvousRegistry registry;
    private final Map<String, String> environment;

    /**
     * Makes a launcher.
     *
     * @param plan what to do
     * @param registry where the backend is found by its name
     * @param environment the variables of this process, which the workers get too
     */
    public Launcher(Plan plan, RendezvousRegistry registry, Map<String, String> environment) {
        this.plan = plan;
        this.registry = registry;
        this.environment = Map.copyOf(environment);
    }

    /**
     * Runs the job. Blocks until it is over on this node; no worker runs after that. Interrupting the thread kills the workers.
     *
     * @param out takes what the workers write to their standard output
     * @param err takes what they write to their standard error, and the lines of the launcher
     * @return the exit code
     * @throws PlanException if the backend is not known, or does not take what was asked for
     * @throws IOException if the log folder or the store of a standalone run cannot be made
     * @throws InterruptedException if the thread is interrupted
     */
    public int run(OutputStream out, OutputStream err) throws IOException, InterruptedException {
        Console console = new Console(out, err);
        Report report = new Report(plan, console::say);
        int code = run(console, report);
        boolean hides = plan.recovery().simpleExitCode() && code != 0 && code != USAGE;
        return hides ? SIMPLE_FAILURE : code;
    }

    private int run(Console console, Report report) throws IOException, InterruptedException {
        try {
            return plan.job().standalone()
                    ? standalone(console, report)
                    : run(console, report, HostedEndpoint.of(plan.job(), ports()));
        } finally {
            console.finish();
        }
    }

    private int standalone(Console console, Report report) throws IOException, InterruptedException {
        checkPorts(InetAddress.getLoopbackAddress());
        try (TcpStoreServer server = ports().start(InetAddress.getLoopbackAddress())) {
            return run(console, report, server.endpoint().toString());
        }
    }

    private int run(Console console, Report report, String endpoint) throws IOException, InterruptedException {
        Job job = plan.job();
        BackendChoice backend = new BackendChoice(registry, job);
        InetAddress address = address(endpoint);
        report.begin(address.getHostAddress(), endpoint);
        checkPorts(job.nodes().max() == 1 ? InetAddress.getLoopbackAddress() : address);
        try (RoundFolder folder = RoundFolder.open(plan);
                Observation seen = Observation.open(plan, node(address), folder, console, report);
                RendezvousHandler handler = handler(backend, endpoint, address)) {
            BlockingQueue<Event> events = AgentRun.newQueue();
            NodeWorkers workers = new NodeWorkers(plan, console, folder, environment(handler), events::add);
            seen.begin(plan, address.getHostAddress());
            boolean countsAlone = !(handler instanceof ElasticHandler) || !backend.has("max_failures");
            AgentRun run = new AgentRun(
                    plan,
                    new Agent(rules(countsAlone)),
                    meeting(handler),
                    new RoundStart(plan, folder, address, nodeId()),
                    workers,
                    new HealthRunner(plan, environment, console, events::add),
                    report,
                    seen.events(),
                    seen.viewers(),
                    job.standalone() || OwnAddress.isOf(endpoint),
                    events);
            AgentSignals signals = SignalRoutes.take(plan.signals(), workers, events::add);
            try (signals) {
                return run.run();
            }
        }
    }

    private RendezvousHandler handler(BackendChoice backend, String endpoint, InetAddress address)
            throws InterruptedException {
        try {
            RendezvousHandler handler = registry.createHandler(backend.parameters(endpoint, address.getHostAddress()));
            checkAsked(handler);
            return handler;
        } catch (IllegalArgumentException | AmbiguousBackendException | BackendLoadException e) {
            throw new PlanException(String.valueOf(e.getMessage()));
        }
    }

    private void checkAsked(RendezvousHandler handler) {
        if (plan.signals().drain().isPresent() && !(handler instanceof ElasticHandler)) {
            handler.close();
            throw new PlanException("--drain-on: a node of the backend " + handler.backend()
                    + " cannot announce that it leaves; elastic backends such as tcp can");
        }
        boolean needsTable = plan.workers().profiles().contains(Profile.DMLC)
                || plan.workers().profiles().contains(Profile.LIGHTGBM);
        if (needsTable && isTorch(handler)) {
            handler.close();
            throw new PlanException(
                    "--env dmlc and lightgbm need ports that the nodes tell each other, and agents of torchrun"
                            + " tell none; expected --env torch or none with the backend " + handler.backend());
        }
    }

    private InetAddress address(String endpoint) {
        Optional<String> wanted = plan.job().localAddress();
        try {
            return wanted.map(OwnAddress::of).orElseGet(() -> OwnAddress.towards(endpoint));
        } catch (IllegalArgumentException e) {
            throw new PlanException("--local-addr: " + e.getMessage());
        }
    }

    private String nodeId() {
        return plan.job().config().stream()
                .filter(key -> key.key().equals("node_id"))
                .map(Job.ConfigKey::value)
                .findFirst()
                .orElse("");
    }

    /** With agents of torchrun, the backend knows which store the workers use. */
    private WorkerEnvironment environment(RendezvousHandler handler) {
        boolean agentHosts = !isTorch(handler) || handler.usesAgentStore();
        return new WorkerEnvironment(plan.workers(), environment, agentHosts);
    }

    private Meeting meeting(RendezvousHandler handler) {
        if (handler instanceof ElasticHandler elastic) {
            return new ElasticMeeting(elastic);
        }
        boolean restartsOnJoin = plan.recovery().restartsOnJoin();
        return isTorch(handler) ? new TorchMeeting(handler, restartsOnJoin) : new PlainMeeting(handler, restartsOnJoin);
    }

    private static boolean isTorch(RendezvousHandler handler) {
        return handler.backend().equals(TorchMeeting.BACKEND);
    }

    private StorePorts ports() {
        return new StorePorts(plan.insight().ports());
    }

    /** A range that is taken is better known now than when the nodes have met. */
    private void checkPorts(InetAddress address) {
        try {
            if (plan.insight().ports().isPresent()) {
                ports().free(address);
            }
        } catch (IOException e) {
            throw new PlanException(e.getMessage() + "; expected a range with free ports");
        }
    }

    /** {@return the name of this node before a round has named it} */
    private String node(InetAddress address) {
        return nodeId().isEmpty()
                ? address.getHostAddress() + "-" + ProcessHandle.current().pid()
                : nodeId();
    }

    private HealthRule health() {
        return plan.insight()
                .health()
                .map(check -> new HealthRule(true, check.retries(), HEALTH_TIMEOUT))
                .orElseGet(HealthRule::none);
    }

    private Rules rules(boolean countsAlone) {
        Recovery recovery = plan.recovery();
        return new Rules(
                plan.workers().count(),
                recovery.maxRestarts(),
                countsAlone,
                new Backoff(recovery.minBackoff(), recovery.maxBackoff(), ThreadLocalRandom.current()::nextDouble),
                // A command that cannot be started does not start the next time either.
                code -> code == NOT_EXECUTABLE
                        || code == NOT_FOUND
                        || recovery.noRestart().contains(code),
                plan.workers().stopTimeout(),
                KILL_TIMEOUT,
                recovery.exitTimeout(),
                plan.job().lateOk(),
                health());
    }
}
