package dev.rendezvous.engine.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.engine.cell.Orders;
import dev.rendezvous.engine.cell.Seal;
import dev.rendezvous.engine.cell.Seal.Cause;
import dev.rendezvous.engine.message.Operation;
import dev.rendezvous.engine.message.Timing;
import dev.rendezvous.engine.spi.Entry;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How long nodes wait before they try to lead, so that few of them do at once. */
class TakeOverTest {

    private static final int NODES = 100;

    /** A real service answers after milliseconds. So all would try that wait less. */
    @Test
    @DisplayName("R17: the take-over is spread over 5 ms for each node of the round")
    void takeOverIsSpreadOverTheNodes() {
        assertThat(longestWait(sealed(4))).isBetween(Timing.MILLISECOND * 10, Timing.MILLISECOND * 22);
        assertThat(longestWait(sealed(128))).isBetween(Timing.MILLISECOND * 400, Timing.MILLISECOND * 642);
        assertThat(longestWait(sealed(4_000))).isBetween(Timing.MILLISECOND * 700, Timing.SECOND + Timing.MILLISECOND);
    }

    @Test
    @DisplayName("R17: the first take-over is spread over 5 ms for each node of the minimum")
    void firstTakeOverIsSpreadOverTheMinimum() {
        assertThat(longestWait()).isBetween(Timing.MILLISECOND * 5, Timing.MILLISECOND * 12);
    }

    private static Entry sealed(int size) {
        List<Long> members = LongStream.range(10, 10 + size).boxed().toList();
        Seal seal = new Seal(1, Orders.of(members), Driver.RUN, 0, 0, Cause.START, "leader", Optional.empty());
        return new Entry("r/seal", seal.line(), 20, 3);
    }

    private static long longestWait(Entry... entries) {
        return LongStream.range(0, NODES)
                .map(seed -> waitOf(new Driver(seed).joined(entries)))
                .max()
                .orElseThrow();
    }

    private static long waitOf(Driver node) {
        long waited = 0;
        while (!tries(node)) {
            assertThat(waited).isLessThan(2 * Timing.SECOND);
            node.pass(Timing.MILLISECOND);
            waited += Timing.MILLISECOND;
        }
        return waited;
    }

    private static boolean tries(Driver node) {
        return node.last() instanceof Operation.Put put && put.key().equals("r/status");
    }
}
