package dev.rendezvous.integration.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** What all nodes of a run saw, held against what holds for every run. */
final class Ledger {

    private final Map<Long, Sealed> byToken = new TreeMap<>();

    /** One round, put together from what its members saw. */
    private static final class Sealed {

        private final long number;
        private final int size;
        private final Map<Integer, String> nodes = new TreeMap<>();

        Sealed(SeenRound first) {
            this.number = first.number();
            this.size = first.size();
        }

        void add(String node, SeenRound seen) {
            assertThat(seen.number()).as("number of %s", seen.line()).isEqualTo(number);
            assertThat(seen.size()).as("size of %s", seen.line()).isEqualTo(size);
            assertThat(seen.rank()).as("rank of %s", seen.line()).isBetween(0, size - 1);
            addNode(seen.rank(), node);
            seen.nodesByRank().forEach(this::addNode);
            assertThat(nodes.values()).as("nodes of token %s", seen.token()).doesNotHaveDuplicates();
        }

        private void addNode(int rank, String node) {
            assertThat(nodes.getOrDefault(rank, node)).as("rank %s", rank).isEqualTo(node);
            nodes.put(rank, node);
        }
    }

    /** Checks: one list for each token, ranks a bijection, tokens that grow with the rounds. */
    static void check(Collection<NodeProcess> nodes) {
        Ledger ledger = new Ledger();
        for (NodeProcess node : nodes) {
            node.rounds()
                    .forEach(seen -> ledger.byToken
                            .computeIfAbsent(seen.token(), token -> new Sealed(seen))
                            .add(node.name(), seen));
        }
        assertThat(ledger.byToken.values())
                .extracting(round -> round.number)
                .isSorted()
                .doesNotHaveDuplicates();
    }
}
