package dev.rendezvous.boost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.BootstrapStoreInfo;
import dev.rendezvous.Member;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.Store;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AddressesTest {

    private final Store store = Store.inMemory(Duration.ofSeconds(1));

    @Test
    void memberTellsItsAddress() throws Exception {
        RendezvousInfo info = RendezvousInfo.builder(store, 1, 2)
                .members(() -> List.of(member(0, "10.0.0.1"), member(1, "10.0.0.2")))
                .build();
        assertThat(Addresses.ofRankZero(info)).isEqualTo("10.0.0.1");
        assertThat(Addresses.own(info)).isEqualTo("10.0.0.2");
    }

    @Test
    void fixedGroupTellsTheAddressOfRankZero() throws Exception {
        RendezvousInfo info = RendezvousInfo.builder(store, 1, 2)
                .bootstrapStore(new BootstrapStoreInfo("10.0.0.1", 29500))
                .build();
        assertThat(Addresses.ofRankZero(info)).isEqualTo("10.0.0.1");
        assertThatThrownBy(() -> Addresses.own(info))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("rank 1")
                .hasMessageContaining("join(info, host)");
    }

    private static Member member(int rank, String address) {
        return new Member(rank, "node" + rank, Optional.of(address), Map.of());
    }
}
