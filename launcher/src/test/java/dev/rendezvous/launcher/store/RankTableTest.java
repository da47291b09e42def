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
import java.util.Optional;
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
                List.of(NodeRow.of(2, "a", "x"), NodeRow.of(3, "b", "y"), NodeRow.of(1, "c", "z")), PLACE);

        assertThat(table.worldSize()).isEqualTo(6);
        assertThat(IntStream.range(0, 3).map(table::firstRank)).containsExactly(0, 2, 5);
        assertThat(table.membersText()).contains("rdzv/1 node=1 first=2 procs=3 id=b addr=y\n");
    }

    @Test
    void nodesAgreeOnOneTable() throws Exception {
        try (Store store = Store.inMemory(TIMEOUT)) {
            CompletableFuture<RankTable> followed = CompletableFuture.supplyAsync(() -> follow(store));
            RankTable led = new RankExchange(store, 2, TIMEOUT).lead(NodeRow.of(1, "", "x"), PLACE, Map.of(0, "first"));

            assertThat(followed.get(10, TimeUnit.SECONDS)).isEqualTo(led);
            assertThat(led.nodes()).containsExactly(NodeRow.of(1, "first", "x"), NodeRow.of(2, "two & 2", "y"));
        }
    }

    private static RankTable follow(Store store) {
        try {
            return new RankExchange(store, 2, TIMEOUT).follow(1, NodeRow.of(2, "two & 2", "y"));
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
                        NodeRow.of(8, "node-with-a-long-name-" + rank, "10.0.0.1")
                                .toText()
                                .getBytes(UTF_8));
            }
            RankExchange exchange = new RankExchange(store, nodes, TIMEOUT);
            RankTable led = exchange.lead(NodeRow.of(8, "n", "x"), PLACE, Map.of());

            assertThat(store.contains(List.of("launch/all/1"))).isTrue();
            assertThat(exchange.follow(1, led.nodes().get(1))).isEqualTo(led);
        }
    }

    @Test
    void rolesHaveRanksOfTheirOwn() {
        RankTable table = new RankTable(List.of(role(2, "ps"), role(3, "worker"), role(1, "ps")), PLACE);

        assertThat(List.of(table.roleRank(0, 1), table.roleRank(1, 2), table.roleRank(2, 0)))
                .containsExactly(1, 2, 2);
        assertThat(List.of(table.roleWorldSize(0), table.roleWorldSize(1))).containsExactly(3, 3);
    }

    private static NodeRow role(int workers, String role) {
        return new NodeRow(workers, role, "x", Map.of("role", role), WorkerPorts.NONE);
    }

    @Test
    void machinesAreInTheOrderOfTheRanks() {
        RankTable table = new RankTable(List.of(ports("x", 1, 2), ports("y", 3)), PLACE);

        assertThat(table.machines()).containsExactly(Endpoint.of("x", 1), Endpoint.of("x", 2), Endpoint.of("y", 3));
        assertThat(table.tracker()).isEqualTo(Endpoint.of("x", 9));
    }

    private static NodeRow ports(String address, Integer... ports) {
        WorkerPorts reserved = new WorkerPorts(List.of(ports), Optional.of(9));
        return new NodeRow(ports.length, "n", address, Map.of(), reserved);
    }

    @Test
    void nodeWithoutPortsIsNamed() {
        RankTable table = new RankTable(List.of(ports("x", 1), NodeRow.of(1, "b", "y")), PLACE);

        assertThatExceptionOfType(RendezvousStateException.class)
                .isThrownBy(table::machines)
                .withMessageContainingAll("node 1 (b)", "--env lightgbm on all nodes");
    }
}
