package dev.rendezvous.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A node that waits for the others: what ends the wait, and that its place is free afterwards.
 *
 * @since 0.1
 */
@ExtendWith(TestResources.class)
public interface HandlerWaitingContract extends HandlerSource {

    @Test
    default void interruptEndsTheWaitAndFreesThePlace(Nodes nodes) throws Exception {
        BackgroundCall<RendezvousInfo> first = nodes.joining(nodes.handler(0, 3));
        BackgroundCall<RendezvousInfo> interrupted = nodes.joining(nodes.handler(1, 3));
        interrupted.interrupt();
        assertThrows(InterruptedException.class, interrupted::result);
        assertGroupWithTwoMore(nodes, first);
    }

    @Test
    default void interruptedThreadDoesNotJoin(Nodes nodes) throws Exception {
        BackgroundCall<RendezvousInfo> first = nodes.joining(nodes.handler(0, 3));
        RendezvousHandler handler = nodes.handler(1, 3);
        BackgroundCall<Boolean> interrupted = BackgroundCall.start(() -> {
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, handler::nextRendezvous);
            return Thread.interrupted();
        });
        assertFalse(interrupted.result(), "the interrupt is consumed");
        assertGroupWithTwoMore(nodes, first);
    }

    @Test
    default void closeEndsTheWaitAndFreesThePlace(Nodes nodes) throws Exception {
        BackgroundCall<RendezvousInfo> first = nodes.joining(nodes.handler(0, 3));
        RendezvousHandler handler = nodes.handler(1, 3);
        BackgroundCall<RendezvousInfo> closed = nodes.joining(handler);
        handler.close();
        assertThrows(IllegalStateException.class, closed::result);
        assertGroupWithTwoMore(nodes, first);
    }

    /** Complete only if the place of the node that has gone was counted once. */
    private static void assertGroupWithTwoMore(Nodes nodes, BackgroundCall<RendezvousInfo> first) throws Exception {
        List<RendezvousInfo> others = nodes.meet(List.of(nodes.handler(1, 3), nodes.handler(2, 3)));
        assertEquals(
                List.of(0, 1, 2),
                IntStream.of(
                                first.result().rank(),
                                others.get(0).rank(),
                                others.get(1).rank())
                        .sorted()
                        .boxed()
                        .toList());
    }

    @Test
    default void timeoutEndsTheWaitAndNamesTheRun(Nodes nodes) throws Exception {
        RendezvousHandler handler = nodes.impatient(0, 2, Duration.ofMillis(100));
        Failures.expect(RendezvousTimeoutException.class, handler::nextRendezvous, nodes.runId());
    }

    @Test
    default void fixedGroupNamesTheMissingNodes(Nodes nodes) throws Exception {
        assumeFalse(isElastic());
        RendezvousHandler handler = nodes.impatient(0, 3, Duration.ofMillis(100));
        RendezvousTimeoutException timeout =
                Failures.expect(RendezvousTimeoutException.class, handler::nextRendezvous, "1", "2");
        assertEquals(List.of("rank 1", "rank 2"), timeout.missing());
    }

    @Test
    default void nodeThatTimedOutMayTryAgain(Nodes nodes) throws Exception {
        RendezvousHandler first = nodes.impatient(0, 2, Duration.ofSeconds(3));
        RendezvousTimeoutException timeout = assertThrows(RendezvousTimeoutException.class, first::nextRendezvous);
        assertFalse(String.valueOf(timeout.getMessage()).isEmpty());
        BackgroundCall<RendezvousInfo> other = BackgroundCall.start(nodes.handler(1, 2)::nextRendezvous);
        assertEquals(2, Retries.untilItMeets(first).worldSize());
        assertEquals(2, other.result().worldSize());
    }
}
