package dev.rendezvous.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.tck.CoordinationContract;
import dev.rendezvous.engine.tck.FaultySpace;
import dev.rendezvous.engine.tck.ProxiedSpace;
import dev.rendezvous.etcd.transport.Connection;
import dev.rendezvous.etcd.transport.Gateway;
import dev.rendezvous.etcd.transport.HttpGateway;
import dev.rendezvous.etcd.wire.Answer;
import dev.rendezvous.etcd.wire.Request;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Negative control at a real server: a gateway that repeats what may have arrived does not pass the contract. */
@RequiresEtcd
@Tag("faults")
class BlindRetriesTest {

    /** Repeats each call once that got no answer. */
    private static final class BlindRetries extends ForwardingGateway {
        BlindRetries(Gateway next) {
            super(next);
        }

        @Override
        public CompletionStage<Answer> call(Request request) {
            return super.call(request).exceptionallyCompose(failure -> {
                Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                if (cause instanceof RendezvousConnectionException) {
                    return super.call(request);
                }
                throw new CompletionException(cause);
            });
        }
    }

    static final class BrokenContract extends CoordinationContract {

        private final EtcdServer server = SharedEtcd.get();

        @Override
        protected CoordinationSpace openSpace(String id) {
            return open(server.endpoint(), id);
        }

        private static CoordinationSpace open(Endpoint endpoint, String id) {
            Connection connection = new Connection(
                    List.of(endpoint), Optional.empty(), Optional.empty(), "/rdzv/", Duration.ofSeconds(5));
            return new EtcdSpace(new BlindRetries(HttpGateway.open(connection, 0)), new EtcdKeys("/rdzv/" + id + "/"));
        }

        @Override
        protected Optional<FaultySpace> openFaultySpace(String id) throws Exception {
            ProxiedSpace faulty = ProxiedSpace.open(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
                    proxy -> open(Endpoint.of("127.0.0.1", proxy.getPort()), id));
            faulty.space()
                    .put("warm/up", "1", Precondition.absent(), Life.linger(Duration.ofHours(2)))
                    .toCompletableFuture()
                    .get();
            return Optional.of(faulty);
        }
    }

    @Test
    void contractRejectsBlindRetries() {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(BrokenContract.class))
                                .filters(TagFilter.includeTags("C8"))
                                .build(),
                        listener);
        assertThat(listener.getSummary().getFailures())
                .extracting(failure -> failure.getTestIdentifier().getDisplayName())
                .contains("createWhoseReplyIsLostIsAppliedOnce()", "rewriteWhoseReplyIsLostIsAppliedOnce()");
    }
}
