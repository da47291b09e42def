package dev.rendezvous.index.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderNameTest {

    @ParameterizedTest
    @CsvSource({
        "com.acme.Etcd, , com.acme.Etcd_RendezvousProvider",
        "com.acme.Etcd, make, com.acme.Etcd_make_RendezvousProvider",
        "com.acme.Outer$Inner, , com.acme.Outer_Inner_RendezvousProvider",
        "com.ac$me.Etcd, , com.ac$me.Etcd_RendezvousProvider",
        "Etcd, , Etcd_RendezvousProvider",
    })
    void nameFollowsFromTheBinaryName(String implementation, String method, String provider) {
        assertThat(ProviderName.of(implementation, Optional.ofNullable(method))).isEqualTo(provider);
    }

    @Test
    void simpleNameKeepsDollarSignsOfClasses() {
        assertThat(ProviderName.simple(List.of("Do$lar", "Inner"), Optional.of("make")))
                .isEqualTo("Do$lar_Inner_make_RendezvousProvider");
    }
}
