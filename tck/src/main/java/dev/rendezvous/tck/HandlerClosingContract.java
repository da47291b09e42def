package dev.rendezvous.tck;

import static dev.rendezvous.tck.Stores.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.Store;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;

/**
 * Closing one handler: this node leaves, and the run goes on.
 *
 * @since 0.1
 */
@ExtendWith(TestResources.class)
public interface HandlerClosingContract extends HandlerSource {

    @Test
    default void secondCloseDoesNothing(Nodes nodes) throws Exception {
        RendezvousHandler handler = nodes.handler(0, 1);
        handler.nextRendezvous();
        handler.close();
        handler.close();
    }

    @Test
    default void everyCallFailsAfterClose(Nodes nodes) throws Exception {
        RendezvousHandler handler = nodes.handler(0, 1);
        handler.nextRendezvous();
        handler.close();
        Map<String, Executable> calls = Map.of(
                "nextRendezvous", handler::nextRendezvous,
                "numNodesWaiting", handler::numNodesWaiting,
                "awaitChange", () -> handler.awaitChange(Duration.ZERO),
                "isRunClosed", handler::isRunClosed,
                "closeRun", handler::closeRun);
        calls.forEach((name, call) -> assertThrows(IllegalStateException.class, call, name));
    }

    @Test
    default void handlerThatNeverJoinedIsClosedToo(Nodes nodes) throws Exception {
        RendezvousHandler handler = nodes.handler(0, 2);
        handler.close();
        assertThrows(IllegalStateException.class, handler::nextRendezvous);
    }

    @Test
    default void storeIsClosedWithTheHandler(Nodes nodes) throws Exception {
        RendezvousHandler handler = nodes.handler(0, 1);
        Store store = handler.nextRendezvous().store();
        store.set("key", bytes("value"));
        handler.close();
        assertThrows(IllegalStateException.class, () -> store.get("key"));
        assertThrows(IllegalStateException.class, () -> store.set("key", bytes("other")));
    }

    @Test
    default void closeEndsWaitsOnTheStore(Nodes nodes) throws Exception {
        RendezvousHandler handler = nodes.handler(0, 1);
        Store store = handler.nextRendezvous().store();
        BackgroundCall<byte[]> waiting =
                BackgroundCall.start(() -> store.get("key")).untilItWaits();
        handler.close();
        assertThrows(IllegalStateException.class, waiting::result);
    }

    @Test
    default void closeOfTheStoreKeepsTheHandlerOpen(Nodes nodes) throws Exception {
        RendezvousHandler handler = nodes.handler(0, 1);
        handler.nextRendezvous().store().close();
        assertFalse(handler.isRunClosed());
        Store next = handler.nextRendezvous().store();
        next.set("key", bytes("value"));
        assertArrayEquals(bytes("value"), next.get("key"));
    }

    @Test
    default void closeKeepsTheRunOpen(Nodes nodes) throws Exception {
        List<RendezvousHandler> group = nodes.group(2);
        List<RendezvousInfo> places = nodes.meet(group);
        group.get(1).close();
        assertFalse(group.get(0).isRunClosed());
        places.get(0).store().set("key", bytes("value"));
        assertArrayEquals(bytes("value"), places.get(0).store().get("key"));
    }

    @Test
    default void closeKeepsTheInterruptOfItsThread(Nodes nodes) throws Exception {
        RendezvousHandler handler = nodes.handler(0, 1);
        handler.nextRendezvous();
        BackgroundCall<Boolean> closing = BackgroundCall.start(() -> {
            Thread.currentThread().interrupt();
            handler.close();
            return Thread.interrupted();
        });
        assertTrue(closing.result());
    }
}
