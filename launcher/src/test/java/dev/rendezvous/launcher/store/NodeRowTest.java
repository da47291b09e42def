package dev.rendezvous.launcher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rendezvous.RendezvousStateException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeRowTest {

    @Test
    void rowIsReadAsItWasWritten() {
        NodeRow row = new NodeRow(
                2,
                "node 1+1=2, 100 %",
                "fe80::1%eth0",
                Map.of("role", "data, loader", "a=b", "c\nd"),
                new WorkerPorts(List.of(4001, 4002), Optional.of(4003)));

        assertThat(NodeRow.parse(row.toText())).isEqualTo(row);
        assertThat(row.toText()).doesNotContain("\n").startsWith("rdzv/1 procs=2 ");
    }

    @Test
    void rowWithoutLabelsAndPortsIsShort() {
        assertThat(NodeRow.of(1, "n", "10.0.0.5").toText()).isEqualTo("rdzv/1 procs=1 id=n addr=10.0.0.5");
    }

    @Test
    void fieldThatIsNotKnownIsSkipped() {
        assertThat(NodeRow.parse("rdzv/1 procs=1 id=n addr=x later=1")).isEqualTo(NodeRow.of(1, "n", "x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rdzv/1 procs=0 id=a",
                "rdzv/2 procs=1 id=a",
                "procs=1 id=a",
                "",
                "rdzv/1 procs=1 id=%zz",
                "rdzv/1 procs=1 id=a ports=0",
                "rdzv/1 procs=1 id=a ports=65536",
                "rdzv/1 procs=1 id=a tracker=x",
                "rdzv/1 procs=1 id=a labels=x"
            })
    void damagedRowIsShown(String text) {
        assertThatExceptionOfType(RendezvousStateException.class)
                .isThrownBy(() -> NodeRow.parse(text))
                .withMessageContainingAll(text, "expected rdzv/1 procs=N");
    }

    @Test
    void roleIsALabel() {
        assertThat(NodeRow.of(1, "n", "x").role()).isEqualTo("default");
        assertThat(new NodeRow(1, "n", "x", Map.of("role", "ps"), WorkerPorts.NONE).role())
                .isEqualTo("ps");
    }
}
