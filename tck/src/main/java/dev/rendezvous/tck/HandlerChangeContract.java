package dev.rendezvous.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousInfo;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How a node learns that it must meet again.
 *
 * @since 0.1
 */
@ExtendWith(TestResources.class)
public interface HandlerChangeContract extends HandlerSource {

    @Test
    default void noNodeWaitsBeforeTheFirstRound(Nodes nodes) throws Exception {
        assertEquals(0, nodes.handler(0, 2).numNodesWaiting());
    }

    @Test
    default void noNodeWaitsInACompleteGroup(Nodes nodes) throws Exception {
        List<RendezvousHandler> group = nodes.group(2);
        nodes.meet(group);
        assertEquals(0, group.get(0).numNodesWaiting());
        assertEquals(0, group.get(1).numNodesWaiting());
        assertFalse(group.get(0).awaitChange(Duration.ZERO));
        assertFalse(group.get(0).awaitChange(Duration.ofMillis(50)));
    }

    @Test
    default void replacementOfALostNodeWaits(Nodes nodes) throws Exception {
        List<RendezvousHandler> group = nodes.group(2);
        nodes.meet(group);
        group.get(1).close();
        BackgroundCall<RendezvousInfo> replacement = BackgroundCall.start(nodes.handler(1, 2)::nextRendezvous);
        RendezvousHandler survivor = group.get(0);
        Eventually.eventually("the replacement waits", () -> survivor.numNodesWaiting() == 1);
        assertTrue(survivor.awaitChange(Duration.ZERO));
        RendezvousInfo place = survivor.nextRendezvous();
        assertEquals(place.round(), replacement.result().round());
        assertEquals(1, place.rank() + replacement.result().rank());
        assertEquals(0, survivor.numNodesWaiting());
    }

    @Test
    default void awaitChangeSeesAWaitingNode(Nodes nodes) throws Exception {
        List<RendezvousHandler> group = nodes.group(2);
        nodes.meet(group);
        BackgroundCall<Boolean> change = awaitingChange(group.get(0));
        group.get(1).close();
        BackgroundCall<RendezvousInfo> replacement = BackgroundCall.start(nodes.handler(1, 2)::nextRendezvous);
        assertTrue(change.result());
        assertEquals(2, group.get(0).nextRendezvous().worldSize());
        assertEquals(2, replacement.result().worldSize());
    }

    @Test
    default void awaitChangeSeesTheCloseOfTheRun(Nodes nodes) throws Exception {
        List<RendezvousHandler> group = nodes.group(2);
        nodes.meet(group);
        BackgroundCall<Boolean> change = awaitingChange(group.get(0));
        group.get(1).closeRun();
        assertTrue(change.result());
        assertTrue(group.get(0).awaitChange(Duration.ZERO), "a close that is known is seen at once");
    }

    @Test
    default void closeEndsAwaitChange(Nodes nodes) throws Exception {
        RendezvousHandler handler = nodes.handler(0, 1);
        handler.nextRendezvous();
        BackgroundCall<Boolean> change = awaitingChange(handler);
        handler.close();
        assertThrows(IllegalStateException.class, change::result);
    }

    @Test
    default void interruptEndsAwaitChange(Nodes nodes) throws Exception {
        RendezvousHandler handler = nodes.handler(0, 1);
        handler.nextRendezvous();
        BackgroundCall<Boolean> change = awaitingChange(handler);
        change.interrupt();
        assertThrows(InterruptedException.class, change::result);
        assertFalse(handler.isRunClosed());
    }

    private static BackgroundCall<Boolean> awaitingChange(RendezvousHandler handler) {
        return BackgroundCall.start(() -> handler.awaitChange(Stores.PATIENT)).untilItWaits();
    }
}
