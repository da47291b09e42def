package dev.rendezvous.launcher.doctor;

import dev.rendezvous.Endpoint;
import dev.rendezvous.Member;
import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.engine.ElasticHandler;
import dev.rendezvous.engine.Ending;
import dev.rendezvous.engine.RunView;
import dev.rendezvous.engine.spi.Check;
import dev.rendezvous.launcher.backend.BackendChoice;
import dev.rendezvous.launcher.plan.Job;
import dev.rendezvous.launcher.plan.Plan;
import dev.rendezvous.launcher.store.HostedEndpoint;
import dev.rendezvous.launcher.store.OwnAddress;
import dev.rendezvous.launcher.store.StorePorts;
import dev.rendezvous.registry.RendezvousRegistry;
import dev.rendezvous.spi.BackendDescriptor;
import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What is checked of the backend and its service. */
final class BackendChecks {

    private static final Duration CHECK = Duration.ofSeconds(10);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int DIAL_MILLIS = 3_000;
    private static final int ANY_PORT = 29_400;

    private final Steps steps;
    private final Plan plan;
    private final RendezvousRegistry registry;

    BackendChecks(Steps steps, Plan plan, RendezvousRegistry registry) {
        this.steps = steps;
        this.plan = plan;
        this.registry = registry;
    }

    void run(InetAddress address) throws InterruptedException {
        if (!isKnown()) {
            return;
        }
        if (!plan.job().standalone()) {
            checkOrServe(address);
            return;
        }
        try (TcpStoreServer server = new StorePorts(plan.insight().ports()).start(InetAddress.getLoopbackAddress())) {
            check(server.endpoint().toString(), address);
        } catch (IOException e) {
            steps.add(Finding.fail("standalone", "cannot host a store: " + e.getMessage()));
        }
    }

    private boolean isKnown() {
        String name = plan.job().backend();
        Optional<BackendDescriptor> chosen = registry.explain(name).chosen();
        if (chosen.isPresent()) {
            String origin = chosen.get()
                    .origin()
                    .map(Object::toString)
                    .map(text -> " of " + text)
                    .orElse("");
            steps.add(Finding.ok("backend", name + " is " + chosen.get().implementationClass() + origin));
            return true;
        }
        steps.add(Finding.fail(
                "backend",
                registry.contains(name)
                        ? "several jars have a backend " + name + "; see rdzv explain " + name
                        : "there is no backend " + name + "; expected one of " + String.join(", ", registry.names())
                                + ", or a jar that has it in --plugins"));
        return false;
    }

    /** The first agent on the host of the endpoint hosts the store, so that before it there is nothing to connect to. */
    private void checkOrServe(InetAddress address) throws InterruptedException {
        if (plan.job().hostsOnAnyPort()) {
            steps.run("endpoint", LIMIT, this::hostable);
            return;
        }
        String endpoint = plan.job().endpoint();
        boolean mayServe = plan.job().backend().equals("tcp") && !hasServeNo() && OwnAddress.isOf(endpoint);
        if (mayServe && !isListening(endpoint)) {
            steps.run("endpoint", LIMIT, () -> List.of(servable(endpoint)));
            return;
        }
        check(endpoint, address);
    }

    private List<Finding> hostable() throws IOException {
        String endpoint =
                HostedEndpoint.of(plan.job(), new StorePorts(plan.insight().ports()));
        return List.of(Finding.ok("endpoint", "this agent would host the store, now for example at " + endpoint));
    }

    private boolean hasServeNo() {
        return plan.job().config().stream()
                .anyMatch(key -> key.key().equals("serve") && key.value().equals("no"));
    }

    private static InetSocketAddress place(String endpoint) {
        Endpoint first = Endpoint.parseAll(endpoint, ANY_PORT).get(0);
        return new InetSocketAddress(first.host(), first.port().orElse(ANY_PORT));
    }

    private static boolean isListening(String endpoint) {
        try (Socket socket = new Socket()) {
            socket.connect(place(endpoint), DIAL_MILLIS);
            return true;
        } catch (ConnectException refused) {
            return false;
        } catch (IOException unknown) {
            return true;
        }
    }

    private static Finding servable(String endpoint) throws IOException {
        try (ServerSocket server = new ServerSocket()) {
            server.bind(place(endpoint));
            return Finding.ok(
                    "endpoint",
                    "no agent serves at " + endpoint
                            + " yet; the first one on this machine will, and the port is free");
        } catch (IOException e) {
            return Finding.fail(
                    "endpoint", "no agent serves at " + endpoint + ", and this machine cannot: " + e.getMessage());
        }
    }

    private void check(String endpoint, InetAddress address) throws InterruptedException {
        steps.run("service", LIMIT, () -> {
            BackendChoice choice = new BackendChoice(registry, plan.job());
            List<Finding> found = new ArrayList<>();
            try (RendezvousHandler handler =
                    registry.createHandler(choice.parameters(endpoint, address.getHostAddress()))) {
                found.add(Finding.ok("options", "the backend takes them"));
                if (handler instanceof ElasticHandler elastic) {
                    check(elastic, address, found);
                } else {
                    found.add(Finding.warn(
                            "service",
                            "the backend " + plan.job().backend()
                                    + " has no check of its service; only its options were checked"));
                }
            }
            return found;
        });
    }

    private void check(ElasticHandler handler, InetAddress address, List<Finding> found) throws InterruptedException {
        boolean works = true;
        for (Check check : handler.check(CHECK)) {
            Finding.Verdict verdict = Finding.Verdict.valueOf(check.result().name());
            works &= verdict != Finding.Verdict.FAIL;
            found.add(new Finding("service " + check.step(), verdict, check.detail(), Optional.of(check.took())));
        }
        if (works) {
            run(handler.look(), address, found);
        }
    }

    private void run(RunView view, InetAddress address, List<Finding> found) {
        Job job = plan.job();
        Optional<Ending> ending = view.status().ending();
        if (ending.isPresent()) {
            found.add(Finding.fail(
                    "run",
                    "run " + job.runId() + " has ended: "
                            + ending.get().why().name().toLowerCase(Locale.ROOT) + ", code "
                            + ending.get().code() + "; use another --run-id or rdzv close " + job.runId()
                            + " --forget"));
            return;
        }
        List<String> here = Stream.concat(view.members().stream(), view.waiting().stream())
                .filter(member -> member.address()
                        .filter(address.getHostAddress()::equals)
                        .isPresent())
                .map(Member::node)
                .toList();
        int there = view.members().size() + view.waiting().size();
        found.add(
                here.isEmpty()
                        ? Finding.ok("run", "run " + job.runId() + " has " + there + " nodes now")
                        : Finding.warn(
                                "run",
                                "run " + job.runId() + " has agents on this machine already: " + String.join(", ", here)
                                        + "; one agent a machine is enough, see --procs-per-node"));
    }
}
