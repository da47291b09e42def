package dev.rendezvous.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.Member;
import dev.rendezvous.cli.text.Json;
import dev.rendezvous.launcher.RunState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunStateTextTest {

    private static Member member(int rank, String node) {
        return new Member(rank, node, Optional.of("10.0.0." + node.charAt(1)), Map.of());
    }

    private static RunState state(long round, Optional<RunState.End> end) {
        List<Member> members = round == 0 ? List.of() : List.of(member(0, "n1"), member(2, "n3"));
        return new RunState(
                "job", round, 17, 2, 4, round == 0 ? 0 : 3, members, List.of(member(-1, "n4")), 1, 2, false, end);
    }

    @Test
    void missingNodesAreShownByRank() {
        assertThat(RunStateText.lines(state(3, Optional.empty())))
                .containsExactly(
                        "run job: round 3, 2 of 3 nodes there, token 17, 2 to 4 wanted, 1 failure, 2 changes",
                        "  0  n1  10.0.0.1",
                        "  2  n3  10.0.0.3",
                        "  1  missing",
                        "  waits  n4  10.0.0.4");
    }

    @Test
    void nodesBeforeTheFirstRoundAreShown() {
        assertThat(RunStateText.lines(state(0, Optional.empty())))
                .containsExactly("run job: before the first round, 1 node there", "  waits  n4  10.0.0.4");
    }

    @Test
    void endIsShown() {
        RunState ended = state(3, Optional.of(new RunState.End("failed", 7, "bad shard")));

        assertThat(RunStateText.lines(ended))
                .startsWith("run job has ended: failed, code 7, bad shard, 1 failure, 2 changes")
                .noneMatch(line -> line.contains("missing"));
    }

    @Test
    void treeHasTheSame() throws Exception {
        assertThat(Json.text(RunStateText.tree(state(3, Optional.empty()))).replaceAll("\\s", ""))
                .contains("\"run\":\"job\"", "\"token\":17", "\"missing\":[1]", "\"ended\":null")
                .contains("{\"rank\":2,\"node\":\"n3\",\"address\":\"10.0.0.3\",\"labels\":{}}");
    }
}
