package dev.rendezvous.tck;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rendezvous.RendezvousClosedException;
import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousInfo;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Closing the run of all nodes, by {@code closeRun} and by {@code shutdown}.
 *
 * @since 0.1
 */
@ExtendWith(TestResources.class)
public interface HandlerRunContract extends HandlerSource {

    @Test
    default void runIsClosedForAllNodes(Nodes nodes) throws Exception {
        List<RendezvousHandler> group = nodes.group(2);
        nodes.meet(group);
        assertFalse(group.get(0).isRunClosed());
        group.get(1).closeRun();
        for (RendezvousHandler handler : group) {
            Eventually.eventually("the node knows that the run is closed", handler::isRunClosed);
            Failures.expect(RendezvousClosedException.class, handler::nextRendezvous, nodes.runId());
        }
    }

    @Test
    default void secondCloseOfTheRunChangesNothing(Nodes nodes) throws Exception {
        List<RendezvousHandler> group = nodes.group(2);
        nodes.meet(group);
        group.get(1).closeRun();
        group.get(1).closeRun();
        group.get(0).closeRun();
        assertTrue(group.get(1).isRunClosed());
    }

    @Test
    default void closedRunRefusesNewNodes(Nodes nodes) throws Exception {
        List<RendezvousHandler> group = nodes.group(2);
        nodes.meet(group);
        group.get(1).closeRun();
        group.get(1).close();
        RendezvousHandler late = nodes.handler(1, 2);
        assertThrows(RendezvousClosedException.class, late::nextRendezvous);
        assertTrue(late.isRunClosed());
    }

    @Test
    default void closedRunStaysClosedWithoutNodes(Nodes nodes) throws Exception {
        assumeTrue(remembersClosedRuns());
        RendezvousHandler handler = nodes.handler(0, 1);
        handler.nextRendezvous();
        handler.closeRun();
        handler.close();
        RendezvousHandler late = nodes.handler(0, 1);
        assertTrue(late.isRunClosed());
        assertThrows(RendezvousClosedException.class, late::nextRendezvous);
    }

    @Test
    default void closeOfTheRunEndsTheWait(Nodes nodes) throws Exception {
        RendezvousHandler handler = nodes.handler(0, 2);
        BackgroundCall<RendezvousInfo> waiting = nodes.joining(handler);
        handler.closeRun();
        Failures.expect(RendezvousClosedException.class, waiting::result, nodes.runId());
    }

    @Test
    default void nodeThatNeverJoinedClosesTheRun(Nodes nodes) throws Exception {
        BackgroundCall<RendezvousInfo> waiting = nodes.joining(nodes.handler(0, 2));
        nodes.handler(1, 2).closeRun();
        assertThrows(RendezvousClosedException.class, waiting::result);
    }

    @Test
    default void shutdownClosesTheRunAndTheHandler(Nodes nodes) throws Exception {
        List<RendezvousHandler> group = nodes.group(2);
        nodes.meet(group);
        assertTrue(group.get(1).shutdown());
        Eventually.eventually("the node knows that the run is closed", group.get(0)::isRunClosed);
        assertThrows(IllegalStateException.class, group.get(1)::nextRendezvous);
        assertTrue(group.get(1).shutdown(), "the run is known to be closed");
    }

    @Test
    default void shutdownOfAClosedHandlerKeepsRunOpen(Nodes nodes) throws Exception {
        List<RendezvousHandler> group = nodes.group(2);
        nodes.meet(group);
        group.get(1).close();
        assertFalse(group.get(1).shutdown());
        assertFalse(group.get(0).isRunClosed());
    }

    /** Whether the run could be closed before the interrupt was noticed is open; that the handler is closed is not. */
    @Test
    default void interruptedShutdownClosesTheHandler(Nodes nodes) throws Exception {
        RendezvousHandler handler = nodes.handler(0, 1);
        handler.nextRendezvous();
        BackgroundCall<Boolean> shutdown = BackgroundCall.start(() -> {
            Thread.currentThread().interrupt();
            return handler.shutdown();
        });
        try {
            assertTrue(shutdown.result());
        } catch (InterruptedException noticed) {
            // Allowed, as the contract says.
        }
        assertThrows(IllegalStateException.class, handler::nextRendezvous);
    }
}
