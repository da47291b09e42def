package dev.rendezvous.launcher.doctor;

import dev.rendezvous.Endpoint;
import dev.rendezvous.launcher.plan.Plan;
import dev.rendezvous.launcher.store.OwnAddress;
import dev.rendezvous.launcher.store.StorePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What is checked of names and addresses. */
final class NetworkChecks {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int ANY_PORT = 29_400;
    private static final int DIAL_MILLIS = 3_000;

    private final Steps steps;
    private final Plan plan;

    NetworkChecks(Steps steps, Plan plan) {
        this.steps = steps;
        this.plan = plan;
    }

    /** {@return the hosts of the endpoint; none where the endpoint is not a list of hosts, as with a URL} */
    private static List<Endpoint> hosts(String endpoint) {
        try {
            return Endpoint.parseAll(endpoint, ANY_PORT);
        } catch (IllegalArgumentException notHosts) {
            return List.of();
        }
    }

    void names() throws InterruptedException {
        for (Endpoint host : hosts(plan.job().endpoint())) {
            steps.run("name " + host.host(), LIMIT, () -> List.of(resolved(host.host())));
        }
    }

    private static Finding resolved(String host) {
        try {
            InetAddress[] all = InetAddress.getAllByName(host);
            String text = Arrays.stream(all).map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
            return Finding.ok("name " + host, text);
        } catch (UnknownHostException e) {
            return Finding.fail(
                    "name " + host, "cannot be resolved; expected a name that this machine knows, or an address");
        }
    }

    void ownAddresses() throws InterruptedException {
        steps.run("own addresses", LIMIT, () -> {
            List<String> all = NetworkInterface.networkInterfaces()
                    .flatMap(each -> each.inetAddresses()
                            .filter(address -> !address.isLinkLocalAddress())
                            .map(address -> each.getName() + " " + withoutZone(address)))
                    .sorted()
                    .toList();
            return List.of(Finding.ok("own addresses", String.join(", ", all)));
        });
    }

    private static String withoutZone(InetAddress address) {
        return address.getHostAddress().split("%", -1)[0];
    }

    /** {@return the address by which others would reach this node} */
    InetAddress address() {
        InetAddress address = plan.job()
                .localAddress()
                .map(OwnAddress::of)
                .orElseGet(() -> OwnAddress.towards(plan.job().endpoint()));
        boolean hidden = address.isLoopbackAddress() && plan.job().nodes().max() > 1;
        String text = address.getHostAddress();
        steps.add(
                hidden
                        ? Finding.warn("this node", text + ", which other machines cannot reach; see --local-addr")
                        : Finding.ok("this node", text));
        return address;
    }

    /** The store of the workers listens like this. That a firewall lets others in can only be seen from there. */
    void dialBack(InetAddress address) throws InterruptedException {
        steps.run("dial back", LIMIT, () -> {
            List<Finding> found = new ArrayList<>();
            int port = new StorePorts(plan.insight().ports()).free(address);
            try (ServerSocket server = new ServerSocket()) {
                server.bind(new InetSocketAddress(address, port));
                try (Socket socket = new Socket()) {
                    socket.connect(server.getLocalSocketAddress(), DIAL_MILLIS);
                }
                found.add(Finding.ok(
                        "dial back",
                        "this machine reaches " + address.getHostAddress() + ", port " + port
                                + "; try it from another node too"));
            } catch (IOException e) {
                found.add(Finding.fail(
                        "dial back",
                        "cannot connect to the own address " + address.getHostAddress() + ": " + e.getMessage()
                                + "; expected an address of this machine, see --local-addr"));
            }
            return found;
        });
    }
}
