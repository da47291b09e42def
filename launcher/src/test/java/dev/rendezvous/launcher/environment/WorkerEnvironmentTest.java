package dev.rendezvous.launcher.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.Endpoint;
import dev.rendezvous.launcher.plan.Workers;
import dev.rendezvous.launcher.store.NodeRow;
import dev.rendezvous.launcher.store.RankTable;
import dev.rendezvous.launcher.store.WorkerPorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkerEnvironmentTest {

    private static final RankTable TABLE = new RankTable(
            List.of(
                    node(1, "a", "10.0.0.1", "ps", 5001),
                    node(2, "b", "10.0.0.2", "train", 5002, 5003),
                    node(1, "c", "10.0.0.3", "train", 5004)),
            Endpoint.of("10.0.0.1", 4000));

    private static NodeRow node(int workers, String id, String address, String role, Integer... ports) {
        WorkerPorts reserved = new WorkerPorts(List.of(ports), Optional.of(6000));
        return new NodeRow(workers, id, address, Map.of("role", role), reserved);
    }

    /** The second worker of the second node. */
    private static Map<String, String> variables(
            Map<String, String> inherited, Optional<Long> token, Workers.Profile... profiles) {
        WorkerPlace.RoundPlace round =
                new WorkerPlace.RoundPlace("run", 3, token, TABLE, 1, 2, 4, 5, "joined", Path.of("/tmp/round"));
        WorkerPlace place = new WorkerPlace(round, 1, Path.of("/tmp/error.json"), Optional.empty());
        Workers workers = new Workers(
                2,
                List.of("true"),
                Set.of(profiles),
                Map.of("MINE", "1"),
                List.of("NOT_MINE"),
                "TERM",
                Duration.ofSeconds(1),
                true);
        return new WorkerEnvironment(workers, inherited).of(place);
    }

    private static Map<String, String> variables(Workers.Profile... profiles) {
        return variables(Map.of(), Optional.of(17L), profiles);
    }

    @Test
    void ownVariablesAreAlwaysThere() {
        assertThat(variables())
                .containsOnly(
                        Map.entry("MINE", "1"),
                        Map.entry("RDZV_RUN_ID", "run"),
                        Map.entry("RDZV_ROUND", "3"),
                        Map.entry("RDZV_TOKEN", "17"),
                        Map.entry("RDZV_RANK", "2"),
                        Map.entry("RDZV_WORLD_SIZE", "4"),
                        Map.entry("RDZV_LOCAL_RANK", "1"),
                        Map.entry("RDZV_LOCAL_WORLD_SIZE", "2"),
                        Map.entry("RDZV_NODE_RANK", "1"),
                        Map.entry("RDZV_NODES", "3"),
                        Map.entry("RDZV_NODE_ID", "b"),
                        Map.entry("RDZV_RESTARTS", "2"),
                        Map.entry("RDZV_CHANGES", "4"),
                        Map.entry("RDZV_MAX_RESTARTS", "5"),
                        Map.entry("RDZV_CAUSE", "joined"),
                        Map.entry("RDZV_STORE", "10.0.0.1:4000"),
                        Map.entry("RDZV_MEMBERS_FILE", "/tmp/round/members.txt"),
                        Map.entry("RDZV_ERROR_FILE", "/tmp/error.json"),
                        Map.entry(
                                "RDZV_AGENT_PID",
                                String.valueOf(ProcessHandle.current().pid())));
    }

    @Test
    void torchHasAllVariablesOfTorchrun() {
        assertThat(variables(Workers.Profile.TORCH))
                .contains(
                        Map.entry("RANK", "2"),
                        Map.entry("WORLD_SIZE", "4"),
                        Map.entry("LOCAL_RANK", "1"),
                        Map.entry("LOCAL_WORLD_SIZE", "2"),
                        Map.entry("GROUP_RANK", "1"),
                        Map.entry("GROUP_WORLD_SIZE", "3"),
                        Map.entry("ROLE_RANK", "1"),
                        Map.entry("ROLE_WORLD_SIZE", "3"),
                        Map.entry("ROLE_NAME", "train"),
                        Map.entry("MASTER_ADDR", "10.0.0.1"),
                        Map.entry("MASTER_PORT", "4000"),
                        Map.entry("TORCHELASTIC_RUN_ID", "run"),
                        Map.entry("TORCHELASTIC_RESTART_COUNT", "2"),
                        Map.entry("TORCHELASTIC_MAX_RESTARTS", "5"),
                        Map.entry("TORCHELASTIC_ERROR_FILE", "/tmp/error.json"),
                        Map.entry("TORCHELASTIC_USE_AGENT_STORE", "True"),
                        Map.entry("OMP_NUM_THREADS", "1"));
    }

    @Test
    void numberOfThreadsThatIsSetStays() {
        assertThat(variables(Map.of("OMP_NUM_THREADS", "8"), Optional.empty(), Workers.Profile.TORCH))
                .containsEntry("OMP_NUM_THREADS", "8");
    }

    @Test
    void dmlcNamesTheTrackerOfRankZero() {
        assertThat(variables(Workers.Profile.DMLC))
                .contains(
                        Map.entry("DMLC_ROLE", "worker"),
                        Map.entry("DMLC_TRACKER_URI", "10.0.0.1"),
                        Map.entry("DMLC_TRACKER_PORT", "6000"),
                        Map.entry("DMLC_NUM_WORKER", "4"),
                        Map.entry("DMLC_NUM_SERVER", "0"),
                        Map.entry("DMLC_TASK_ID", "2"))
                .doesNotContainKeys("RANK", "LIGHTGBM_MACHINES");
    }

    @Test
    void lightGbmNamesAllMachines() {
        assertThat(variables(Workers.Profile.LIGHTGBM))
                .contains(
                        Map.entry("LIGHTGBM_MACHINES", "10.0.0.1:5001,10.0.0.2:5002,10.0.0.2:5003,10.0.0.3:5004"),
                        Map.entry("LIGHTGBM_NUM_MACHINES", "4"),
                        Map.entry("LIGHTGBM_LOCAL_LISTEN_PORT", "5003"),
                        Map.entry("LIGHTGBM_MACHINE_LIST_FILENAME", "/tmp/round/mlist.txt"));
    }

    @Test
    void profilesCanBeCombined() {
        assertThat(variables(Workers.Profile.values())).containsKeys("RANK", "DMLC_ROLE", "LIGHTGBM_MACHINES");
    }

    @Test
    void optionsOfTheAgentAreNotInherited() {
        Map<String, String> outer =
                Map.of("RDZV_RUN_NODES", "2", "PET_NNODES", "2", "RDZV_TOKEN", "9", "RDZV_LOG_DIR", "/x", "HOME", "/h");

        assertThat(variables(outer, Optional.empty()))
                .doesNotContainKeys("RDZV_RUN_NODES", "PET_NNODES", "RDZV_TOKEN", "RDZV_LOG_DIR")
                .containsEntry("HOME", "/h");
    }

    @Test
    void variablesOfTheUserWin() {
        assertThat(variables(Map.of("MINE", "0", "NOT_MINE", "1"), Optional.empty()))
                .containsEntry("MINE", "1")
                .doesNotContainKey("NOT_MINE");
    }
}
