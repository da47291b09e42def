package dev.rendezvous;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The place of a node, and where its workers find their master. */
class RendezvousInfoTest {

    @Test
    void placeIsKeptAsItIs() throws InterruptedException {
        try (Store store = Store.inMemory(Duration.ofSeconds(1))) {
            List<Member> members = List.of(new Member(0, "a", Optional.empty(), Map.of()));
            BootstrapStoreInfo master = new BootstrapStoreInfo("10.0.0.1", 29_500);
            RendezvousInfo info = RendezvousInfo.builder(store, 2, 3)
                    .round(4)
                    .token(17)
                    .bootstrapStore(master)
                    .members(() -> members)
                    .build();

            assertThat(info.store()).isSameAs(store);
            assertThat(info.rank()).isEqualTo(2);
            assertThat(info.worldSize()).isEqualTo(3);
            assertThat(info.round()).isEqualTo(4);
            assertThat(info.token()).hasValue(17);
            assertThat(info.bootstrapStore()).contains(master);
            assertThat(info.members()).isEqualTo(members);
            assertThat(info).hasToString("RendezvousInfo[rank=2, worldSize=3, round=4, token=17]");
        }
    }

    @Test
    void placeWithoutDetailsIsInRoundOne() throws InterruptedException {
        RendezvousInfo info = info(0, 1);

        assertThat(info.round()).isEqualTo(1);
        assertThat(info.token()).isEmpty();
        assertThat(info.bootstrapStore()).isEmpty();
        assertThat(info.members()).isEmpty();
        assertThat(info).hasToString("RendezvousInfo[rank=0, worldSize=1, round=1]");
    }

    @Test
    void roundBelowOneIsRefused() {
        RendezvousInfo.Builder builder = RendezvousInfo.builder(Store.inMemory(Duration.ZERO), 0, 1);

        assertThatThrownBy(() -> builder.round(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the number of a round must be at least 1, not 0");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 5", "4, 5", "2147483646, 2147483647"})
    void aRankIsInItsGroup(int rank, int worldSize) {
        assertThat(info(rank, worldSize).rank()).isEqualTo(rank);
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "1, 1", "5, 5", "0, 0", "-1, 0", "0, -1", "-2, -1"})
    void aRankOutsideTheGroupIsRefused(int rank, int worldSize) {
        assertThatThrownBy(() -> info(rank, worldSize))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rank " + rank + " is not in a group of " + worldSize);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 80, 65_535})
    void aMasterHasAPort(int port) {
        assertThat(new BootstrapStoreInfo("h", port).masterPort()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65_536, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void aPortOutOfRangeIsRefused(int port) {
        assertThatThrownBy(() -> new BootstrapStoreInfo("h", port))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the master port " + port + " is not from 1 to 65535");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void aBlankMasterIsRefused(String address) {
        assertThatThrownBy(() -> new BootstrapStoreInfo(address, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the master address is blank");
    }

    private static RendezvousInfo info(int rank, int worldSize) {
        return RendezvousInfo.builder(Store.inMemory(Duration.ofSeconds(1)), rank, worldSize)
                .build();
    }
}
