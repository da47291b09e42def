package dev.rendezvous.tcp;

import dev.rendezvous.Store;
import dev.rendezvous.engine.spi.Check;
import dev.rendezvous.engine.spi.Lease;
import dev.rendezvous.engine.spi.Listing;
import dev.rendezvous.tcpstore.client.TcpStoreClient;
import dev.rendezvous.tcpstore.space.SpaceClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The space of a run on the server that one of its nodes hosts, perhaps this one. */
final class TcpSpace extends CellSpace {

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

    private final TcpSettings settings;
    private final ServerHost host;
    private volatile Duration ttl = Duration.ZERO;

    private TcpSpace(TcpSettings settings, ServerHost host, SpaceClient client) {
        super(client, settings.grace());
        this.settings = settings;
        this.host = host;
    }

    /**
     * Opens a space. Nothing is sent, and nothing listens, before the first call.
     *
     * @throws IllegalArgumentException if this node is to serve and cannot
     */
    static TcpSpace open(TcpSettings settings) {
        if (settings.serve() == TcpSettings.Serve.YES
                && LocalHost.bindAddress(settings.endpoint().host()).isEmpty()) {
            throw new IllegalArgumentException("the config key " + TcpSettings.SERVE
                    + " is yes, but the host of the endpoint " + settings.endpoint()
                    + " is not an address of this machine; use auto, or the address of this machine");
        }
        ServerHost host = new ServerHost(settings, new SplittableRandom(), System::nanoTime);
        SpaceClient client = client(settings)
                .beforeConnecting(host::beforeConnecting)
                .whenUnreachable(host::unreachable)
                .build();
        return new TcpSpace(settings, host, client);
    }

    private static SpaceClient.Builder client(TcpSettings settings) {
        SpaceClient.Builder builder = SpaceClient.builder(settings.endpoint(), settings.run());
        settings.secret().ifPresent(builder::secret);
        settings.tls().ifPresent(builder::tls);
        return builder;
    }

    @Override
    public CompletionStage<Lease> grant(Duration wanted) {
        ttl = wanted;
        return super.grant(wanted);
    }

    @Override
    public void mayServe(boolean may) {
        host.mayServe(may);
    }

    @Override
    public Optional<Store> roundStore(long token, Duration readTimeout) {
        TcpStoreClient.Builder builder =
                TcpStoreClient.builder(settings.endpoint()).timeout(readTimeout).firstPause(FIRST_PAUSE);
        settings.secret().ifPresent(builder::secret);
        settings.tls().ifPresent(builder::tls);
        return Optional.of(RoundClientStore.open(builder.unconnected(), settings.run(), token));
    }

    /** A name server that does not answer, or a host, holds up this thread only. */
    @Override
    public CompletionStage<List<Check>> check() {
        CompletableFuture<List<Check>> checks = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        checks.complete(client(settings).probe().run().stream()
                                .map(Translation::check)
                                .toList());
                    } catch (RuntimeException e) {
                        checks.completeExceptionally(e);
                    }
                },
                "rendezvous-check-" + settings.endpoint());
        thread.setDaemon(true);
        thread.start();
        return checks;
    }

    /** Other nodes need the server to learn how the run ended. */
    @Override
    public void close() {
        if (host.serves() && !host.mayServe()) {
            awaitLastMember();
        }
        super.close();
        host.close();
    }

    private void awaitLastMember() {
        long start = System.nanoTime();
        long patience = ttl.multipliedBy(2).toNanos();
        try {
            while (!membersOf(list("m/")).isEmpty() && System.nanoTime() - start < patience) {
                TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // The own server does not answer; there is nothing to wait for.
            return;
        }
    }

    private static List<?> membersOf(CompletionStage<Listing> listing)
            throws InterruptedException, ExecutionException, TimeoutException {
        return listing.toCompletableFuture()
                .get(LOOK.toMillis() * 50, TimeUnit.MILLISECONDS)
                .entries();
    }
}
