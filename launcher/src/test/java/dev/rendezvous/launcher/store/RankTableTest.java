package dev.rendezvous.launcher.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.Store;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankTableTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Endpoint PLACE = Endpoint.of("10.0.0.5", 41);

    @Test
    void ranksAreTheRunningSum() {
        RankTable table = new RankTable(
                List.of(new NodeRow(2, "a", "x"), new NodeRow(3, "b", "y"), new NodeRow(1, "c", "z")), PLACE);

        assertThat(table.worldSize()).isEqualTo(6);
        assertThat(IntStream.range(0, 3).map(table::firstRank)).containsExactly(0, 2, 5);
        assertThat(table.membersText()).contains("node=1 first=2 procs=3 id=b addr=y\n");
    }

    @Test
    void nodesAgreeOnOneTable() throws Exception {
        try (Store store = Store.inMemory(TIMEOUT)) {
            CompletableFuture<RankTable> followed = CompletableFuture.supplyAsync(() -> follow(store));
            RankTable led =
                    new RankExchange(store, 2, TIMEOUT).lead(new NodeRow(1, "", "x"), PLACE, Map.of(0, "first"));

            assertThat(followed.get(10, TimeUnit.SECONDS)).isEqualTo(led);
            assertThat(led.nodes()).containsExactly(new NodeRow(1, "first", "x"), new NodeRow(2, "two & 2", "y"));
        }
    }

    private static RankTable follow(Store store) {
        try {
            return new RankExchange(store, 2, TIMEOUT).follow(1, new NodeRow(2, "two & 2", "y"));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void largeTableIsSplit() throws Exception {
        int nodes = 2000;
        try (Store store = Store.inMemory(TIMEOUT)) {
            for (int rank = 1; rank < nodes; rank++) {
                store.set(
                        "launch/" + rank,
                        new NodeRow(8, "node-with-a-long-name-" + rank, "10.0.0.1")
                                .toText()
                                .getBytes(UTF_8));
            }
            RankExchange exchange = new RankExchange(store, nodes, TIMEOUT);
            RankTable led = exchange.lead(new NodeRow(8, "n", "x"), PLACE, Map.of());

            assertThat(store.contains(List.of("launch/all/1"))).isTrue();
            assertThat(exchange.follow(1, led.nodes().get(1))).isEqualTo(led);
        }
    }

    @Test
    void damagedRowIsShown() {
        assertThatExceptionOfType(RendezvousStateException.class)
                .isThrownBy(() -> NodeRow.parse("procs=0 id=a"))
                .withMessageContaining("procs=0 id=a");
    }
}
