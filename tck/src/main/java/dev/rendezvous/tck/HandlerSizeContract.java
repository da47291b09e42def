package dev.rendezvous.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rendezvous.RendezvousException;
import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.RendezvousStateException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How many nodes a group has.
 *
 * @since 0.1
 */
@ExtendWith(TestResources.class)
public interface HandlerSizeContract extends HandlerSource {

    @Test
    default void fixedGroupRefusesARangeOfNodes(Nodes nodes) throws Exception {
        assumeFalse(isElastic());
        RendezvousParameters parameters = nodes.parameters(0, 2).nodes(2, 4).build();
        Failures.expect(
                IllegalArgumentException.class, () -> nodes.handler(parameters), "fixed number of nodes", "2", "4");
    }

    @Test
    default void fixedGroupRefusesAnotherSize(Nodes nodes) throws Exception {
        assumeFalse(isElastic());
        RendezvousHandler first = nodes.handler(0, 2);
        BackgroundCall<RendezvousInfo> waiting = nodes.joining(first);
        RendezvousHandler other = nodes.handler(1, 3);
        Failures.expect(RendezvousStateException.class, other::nextRendezvous, nodes.runId(), "2", "3");
        waiting.interrupt();
        assertThrows(InterruptedException.class, waiting::result);
    }

    /** A backend that is told its rank may refuse the node at once; another one lets it wait. In an elastic group it is a spare. */
    @Test
    default void nodeBeyondTheGroupFailsAlone(Nodes nodes) throws Exception {
        assumeFalse(isElastic());
        List<RendezvousHandler> group = nodes.group(2);
        nodes.meet(group);
        Exception refused = assertThrows(
                Exception.class,
                () -> nodes.impatient(2, 2, Duration.ofMillis(50)).nextRendezvous());
        assertTrue(
                refused instanceof RendezvousException || refused instanceof IllegalArgumentException,
                refused::toString);
        Eventually.eventually("no node waits", () -> group.get(0).numNodesWaiting() == 0);
    }

    @Test
    default void elasticGroupStartsWithFewerThanTheMaximum(Nodes nodes) throws Exception {
        assumeTrue(isElastic());
        RendezvousInfo place =
                nodes.handler(nodes.parameters(0, 1).nodes(1, 3).build()).nextRendezvous();
        assertEquals(1, place.worldSize());
    }

    @Test
    default void elasticGroupGrows(Nodes nodes) throws Exception {
        assumeTrue(isElastic());
        RendezvousHandler first =
                nodes.handler(nodes.parameters(0, 1).nodes(1, 2).build());
        long round = first.nextRendezvous().round();
        RendezvousHandler second =
                nodes.handler(nodes.parameters(1, 1).nodes(1, 2).build());
        BackgroundCall<RendezvousInfo> joining = BackgroundCall.start(second::nextRendezvous);
        assertTrue(first.awaitChange(Stores.PATIENT));
        RendezvousInfo place = first.nextRendezvous();
        assertEquals(2, place.worldSize());
        assertTrue(place.round() > round, "the round grows");
        assertEquals(place.round(), joining.result().round());
    }
}
