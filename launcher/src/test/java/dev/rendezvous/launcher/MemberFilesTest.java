package dev.rendezvous.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.Endpoint;
import dev.rendezvous.launcher.environment.WorkerPlace;
import dev.rendezvous.launcher.store.NodeRow;
import dev.rendezvous.launcher.store.RankTable;
import dev.rendezvous.launcher.store.WorkerPorts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemberFilesTest {

    @TempDir
    private Path folder;

    private WorkerPlace.RoundPlace place(Optional<Long> token, WorkerPorts ports) {
        NodeRow first = new NodeRow(2, "n 1", "10.0.0.5", Map.of("role", "a\"b"), ports);
        RankTable table = new RankTable(List.of(first), Endpoint.of("10.0.0.5", 4000));
        return new WorkerPlace.RoundPlace("run", 3, token, table, 0, 0, 0, 0, "start", folder);
    }

    @Test
    void membersAreLinesAndJson() throws Exception {
        MemberFiles.write(place(Optional.of(17L), WorkerPorts.NONE), false);

        assertThat(folder.resolve("members.txt"))
                .hasContent("rdzv/1 node=0 first=0 procs=2 id=n%201 addr=10.0.0.5 labels=role=a%2522b\n");
        assertThat(folder.resolve("members.json")).hasContent("""
                        {"version":1,"run":"run","round":3,"token":17,"workers":2,"store":"10.0.0.5:4000",\
                        "nodes":[{"node":0,"first":0,"procs":2,"id":"n 1","addr":"10.0.0.5",\
                        "labels":{"role":"a\\"b"},"ports":[]}]}
                        """);
        assertThat(folder.resolve("mlist.txt")).doesNotExist();
    }

    @Test
    void tokenIsLeftOutWhereThereIsNone() throws Exception {
        MemberFiles.write(place(Optional.empty(), WorkerPorts.NONE), false);

        assertThat(folder.resolve("members.json")).content().doesNotContain("token");
    }

    @Test
    void machineListHasTheFormOfLightGbm() throws Exception {
        MemberFiles.write(place(Optional.empty(), new WorkerPorts(List.of(5001, 5002), Optional.empty())), true);

        assertThat(folder.resolve("mlist.txt")).hasContent("10.0.0.5 5001\n10.0.0.5 5002\n");
        assertThat(folder.resolve("members.txt")).content().contains("ports=5001,5002");
    }
}
