package dev.rendezvous.tck;

import static dev.rendezvous.tck.Stores.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rendezvous.Member;
import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousInfo;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the nodes of a complete group get.
 *
 * @since 0.1
 */
@ExtendWith(TestResources.class)
public interface HandlerMeetingContract extends HandlerSource {

    @Test
    default void oneNodeIsAGroup(Nodes nodes) throws Exception {
        RendezvousInfo place = nodes.handler(0, 1).nextRendezvous();
        assertEquals(0, place.rank());
        assertEquals(1, place.worldSize());
    }

    @Test
    default void everyNodeGetsItsOwnRank(Nodes nodes) throws Exception {
        List<RendezvousInfo> places = nodes.meet(nodes.group(5));
        assertEquals(
                IntStream.range(0, 5).boxed().toList(),
                places.stream().map(RendezvousInfo::rank).sorted().toList());
        assertEquals(Set.of(5), places.stream().map(RendezvousInfo::worldSize).collect(Collectors.toSet()));
    }

    @Test
    default void groupSharesAStore(Nodes nodes) throws Exception {
        List<RendezvousInfo> places = nodes.meet(nodes.group(3));
        places.get(2).store().set("key", bytes("value"));
        assertArrayEquals(bytes("value"), places.get(0).store().get("key"));
        assertArrayEquals(bytes("value"), places.get(1).store().get("key"));
    }

    @Test
    default void handlerReportsItsBackendAndRun(Nodes nodes) throws Exception {
        RendezvousHandler handler = nodes.handler(0, 1);
        handler.close();
        assertEquals(backend(), handler.backend());
        assertEquals(nodes.runId(), handler.runId());
    }

    @Test
    default void handlerMayReportTheAlias(Nodes nodes) throws Exception {
        assumeTrue(alias().isPresent(), "the backend has no alias");
        RendezvousHandler handler =
                nodes.handler(nodes.parameters(alias().get(), 0, 1).build());
        assertTrue(Set.of(backend(), alias().get()).contains(handler.backend()), handler.backend());
    }

    @Test
    default void firstRoundHasNumberOne(Nodes nodes) throws Exception {
        for (RendezvousInfo place : nodes.meet(nodes.group(2))) {
            assertEquals(1, place.round());
        }
    }

    @Test
    default void roundsGrowAndAreEqualOnAllNodes(Nodes nodes) throws Exception {
        List<RendezvousHandler> group = nodes.group(2);
        List<RendezvousInfo> first = nodes.meet(group);
        List<RendezvousInfo> second = nodes.meet(group);
        assertEquals(second.get(0).round(), second.get(1).round());
        assertTrue(second.get(0).round() > first.get(0).round(), "the round grows");
    }

    @Test
    default void tokensGrowAndAreEqualOnAllNodes(Nodes nodes) throws Exception {
        List<RendezvousHandler> group = nodes.group(2);
        List<RendezvousInfo> first = nodes.meet(group);
        assumeTrue(first.get(0).token().isPresent(), "the backend has no tokens");
        List<RendezvousInfo> second = nodes.meet(group);
        assertEquals(first.get(0).token(), first.get(1).token());
        assertEquals(second.get(0).token(), second.get(1).token());
        assertTrue(second.get(0).token().getAsLong() > first.get(0).token().getAsLong(), "the token grows");
    }

    @Test
    default void roundsHaveTheirOwnKeys(Nodes nodes) throws Exception {
        List<RendezvousHandler> group = nodes.group(2);
        nodes.meet(group).get(0).store().set("key", bytes("of the first round"));
        List<RendezvousInfo> second = nodes.meet(group);
        assertFalse(second.get(1).store().contains(List.of("key")));
        second.get(0).store().set("key", bytes("of the second round"));
        assertArrayEquals(bytes("of the second round"), second.get(1).store().get("key"));
    }

    @Test
    default void membersAreSortedByRankOrUnknown(Nodes nodes) throws Exception {
        List<RendezvousInfo> places = nodes.meet(nodes.group(3));
        List<Integer> expected = isElastic() ? List.of(0, 1, 2) : List.of();
        for (RendezvousInfo place : places) {
            assertEquals(expected, place.members().stream().map(Member::rank).toList());
        }
    }
}
