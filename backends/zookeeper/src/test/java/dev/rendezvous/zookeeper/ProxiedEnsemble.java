package dev.rendezvous.zookeeper;

import static dev.rendezvous.tck.Eventually.eventually;

import dev.rendezvous.engine.tck.TcpProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Three servers, each behind a proxy, which break at random. */
final class ProxiedEnsemble implements AutoCloseable {

    private static final int SERVERS = 3;
    private static final int LONGEST_MILLIS = 2_000;

    private final List<ServerProcess> servers;
    private final List<TcpProxy> proxies = new ArrayList<>();

    private ProxiedEnsemble(List<ServerProcess> servers) {
        this.servers = servers;
    }

    static ProxiedEnsemble start(Path folder) throws Exception {
        ProxiedEnsemble ensemble = new ProxiedEnsemble(ServerProcess.ensemble(folder, SERVERS));
        try {
            ensemble.awaitService();
            return ensemble;
        } catch (Exception | AssertionError e) {
            ensemble.close();
            throw e;
        }
    }

    private void awaitService() throws Exception {
        for (ServerProcess server : servers) {
            proxies.add(TcpProxy.before(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), server.client().port().orElseThrow())));
        }
        for (ServerProcess server : servers) {
            eventually("the server at " + server.client() + " serves", server::serves);
        }
    }

    /** {@return the proxies} */
    String endpoint() {
        return proxies.stream().map(proxy -> LocalServer.text(proxy.address())).collect(Collectors.joining(","));
    }

    /** One fault, for a moment; afterwards every server runs. */
    void breakOnce(Random random) throws Exception {
        int victim = random.nextInt(SERVERS);
        ServerProcess server = servers.get(victim);
        Duration moment = Duration.ofMillis(200 + random.nextInt(LONGEST_MILLIS));
        switch (random.nextInt(5)) {
            case 0 -> {
                server.kill();
                pass(moment);
                server.restart();
            }
            case 1 -> {
                server.freeze();
                pass(moment);
                server.resume();
            }
            case 2 -> {
                ServerProcess other = servers.get((victim + 1) % SERVERS);
                server.freeze();
                other.freeze();
                pass(moment);
                server.resume();
                other.resume();
            }
            case 3 -> proxies.get(victim).cutBeforeReply();
            default -> proxies.get(victim).cutAll();
        }
        pass(moment);
    }

    private static void pass(Duration time) throws Exception {
        long start = System.nanoTime();
        eventually("time passes", () -> System.nanoTime() - start > time.toNanos());
    }

    @Override
    public void close() throws IOException {
        for (TcpProxy proxy : proxies) {
            proxy.close();
        }
        servers.forEach(ServerProcess::close);
    }
}
