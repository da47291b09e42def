package dev.rendezvous.launcher.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {

    private static final List<String> COMMAND = List.of("true");

    private final Map<RunOption, List<String>> typed = new EnumMap<>(RunOption.class);

    private PlanTest type(RunOption option, String... values) {
        typed.put(option, List.of(values));
        return this;
    }

    private Plan plan() {
        return plan(Map.of());
    }

    private Plan plan(Map<String, String> environment) {
        return PlanMaker.plan(typed, COMMAND, environment);
    }

    private void assertRefused(String... parts) {
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(this::plan)
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
    }

    @ParameterizedTest
    @CsvSource({
        "PET_RDZV_CONF, tcp, 'join_timeout=60,last_call=5,serve=no'",
        "PET_RDZV_CONF, c10d, 'timeout=60,last_call_timeout=5,serve=no'",
        "RDZV_RUN_BACKEND_OPT, tcp, 'timeout=60,last_call_timeout=5,serve=no'"
    })
    void keysOfTorchrunGetOurNames(String variable, String backend, String expected) {
        Plan plan = plan(Map.of(
                variable,
                "timeout=60,last_call_timeout=5,serve=no",
                "PET_RDZV_BACKEND",
                backend,
                "PET_RDZV_ID",
                "j",
                "PET_RDZV_ENDPOINT",
                "h:1"));

        assertThat(plan.settings().get(RunOption.BACKEND_OPT)).isEqualTo(Sourced.of(expected, variable));
    }

    @Test
    void ordinalOfAStatefulSetIsNodeId() {
        type(RunOption.NODES, "2").type(RunOption.RUN_ID, "j").type(RunOption.ENDPOINT, "h:1");

        Plan plan = plan(Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1", "HOSTNAME", "trainer-3"));
        Plan other = plan(Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1", "HOSTNAME", "trainer-7d4b9c-x2x1z"));

        assertThat(plan.settings().get(RunOption.NODE_ID)).isEqualTo(Sourced.of("3", "Kubernetes StatefulSet"));
        assertThat(other.job().config()).noneMatch(key -> key.key().equals("node_id"));
    }

    @Test
    void addressOfTheFirstPodIsTheEndpoint() {
        type(RunOption.NODES, "2").type(RunOption.RUN_ID, "j");

        Plan plan = plan(Map.of("PET_MASTER_ADDR", "job-master-0", "PET_MASTER_PORT", "23456"));

        assertThat(plan.job().endpoint()).isEqualTo("job-master-0:23456");
    }

    @Test
    void labelWithACommaReachesTheBackendEncoded() {
        type(RunOption.LABEL, "zone=a,b", "rack=r 1");

        assertThat(plan().job().config())
                .filteredOn(key -> key.key().equals("labels"))
                .extracting(Job.ConfigKey::value)
                .containsExactly("zone=a%2Cb,rack=r%201");
    }

    @Test
    void oneNodeWithoutEndpointIsStandalone() {
        Plan plan = plan();

        assertThat(plan.job().standalone()).isTrue();
        assertThat(plan.job().runId()).isNotBlank();
        assertThat(plan.job().backend()).isEqualTo("tcp");
    }

    @ParameterizedTest
    @CsvSource({
        "8080, 127.0.0.1, 8080",
        ":8080, 127.0.0.1, 8080",
        "0, 127.0.0.1, 0",
        "10.0.0.1:8080, 10.0.0.1, 8080",
        "[::1]:8080, ::1, 8080"
    })
    void statusPagesAreOnTheLoopbackAddressByDefault(String text, String host, int port) {
        Plan plan = type(RunOption.HTTP, text).plan();

        assertThat(plan.insight().http()).contains(new Insight.HttpAddress(host, port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "99999", "h:99999", "h:"})
    void addressWithoutAPortIsRefused(String text) {
        type(RunOption.HTTP, text).assertRefused("--http", text, "ADDR:PORT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0-5", "5-4", "1-70000", "x", "1-2-3"})
    void wrongPortRangeIsRefused(String text) {
        type(RunOption.PORT_RANGE, text).assertRefused("--port-range", text, "4000-4010");
    }

    @Test
    void quietAndVerboseContradictEachOther() {
        type(RunOption.QUIET, "true").type(RunOption.VERBOSE, "true").assertRefused("--verbose", "--quiet");
    }

    @Test
    void jsonIsForTheDryRun() {
        type(RunOption.JSON, "true").assertRefused("--json", "--dry-run", "--events");
    }

    @Test
    void healthCheckHasRetries() {
        Plan plan = type(RunOption.HEALTH_CHECK, "nvidia-smi").plan();

        assertThat(plan.insight().health()).contains(new Insight.HealthCheck("nvidia-smi", 3));
    }

    @Test
    void severalNodesNeedAnEndpoint() {
        type(RunOption.NODES, "2").type(RunOption.RUN_ID, "r").assertRefused("--endpoint is missing");
    }

    @Test
    void severalNodesNeedARunId() {
        type(RunOption.NODES, "2").type(RunOption.ENDPOINT, "h:1").assertRefused("--run-id is missing");
    }

    @Test
    void portZeroIsForTheBackendTcp() {
        type(RunOption.RUN_ID, "r").type(RunOption.ENDPOINT, "h:0").type(RunOption.BACKEND, "c10d");

        assertRefused("--endpoint h:0", "the backend is c10d", "--standalone for one node");
    }

    @Test
    void portZeroNeedsThisAgentToServe() {
        type(RunOption.RUN_ID, "r").type(RunOption.ENDPOINT, "h:0").type(RunOption.BACKEND_OPT, "serve=no");

        assertRefused("--endpoint h:0", "serve=no", "contradict");
    }

    @Test
    void contradictionNamesBothOptions() {
        type(RunOption.STANDALONE, "true").type(RunOption.NODES, "2:3").assertRefused("--standalone", "--nodes", "2:3");
    }

    @Test
    void optionWinsOverVariables() {
        type(RunOption.PROCS_PER_NODE, "4");
        Plan plan = plan(Map.of("RDZV_RUN_PROCS_PER_NODE", "3", "PET_NPROC_PER_NODE", "2"));

        assertThat(plan.workers().count()).isEqualTo(4);
        assertThat(plan.settings().get(RunOption.PROCS_PER_NODE)).isEqualTo(Sourced.of("4", "option"));
    }

    @Test
    void ownVariableWinsOverTorchruns() {
        Plan plan = plan(Map.of("RDZV_RUN_PROCS_PER_NODE", "3", "PET_NPROC_PER_NODE", "2"));

        assertThat(plan.workers().count()).isEqualTo(3);
        assertThat(plan.settings().get(RunOption.PROCS_PER_NODE)).isEqualTo(Sourced.of("3", "RDZV_RUN_PROCS_PER_NODE"));
    }

    @Test
    void variableOfTorchrunWinsOverDetection() {
        Plan plan = plan(slurm("PET_NNODES", "3"));

        assertThat(plan.job().nodes()).isEqualTo(new NodeRange(3, 3));
    }

    @Test
    void slurmStepGivesRunNodesAndEndpoint() {
        Plan plan = plan(slurm("SLURM_RESTART_COUNT", "1"));

        assertThat(plan.job().runId()).isEqualTo("77.0.1");
        assertThat(plan.job().nodes()).isEqualTo(new NodeRange(4, 4));
        assertThat(plan.job().endpoint()).isEqualTo("n01:29400");
        assertThat(plan.settings().get(RunOption.NODE_ID)).isEqualTo(Sourced.of("2", "Slurm"));
    }

    @Test
    void detectionCanBeSwitchedOff() {
        type(RunOption.NO_DETECT, "true");

        assertThat(plan(slurm("SLURM_NODEID", "2")).job().standalone()).isTrue();
    }

    @Test
    void slurmAllocationWithoutStepIsNoted() {
        assertThat(plan(Map.of("SLURM_JOB_ID", "77")).notes())
                .singleElement()
                .asString()
                .contains("srun");
    }

    @Test
    void workerOfTorchrunNeedsNested() {
        Map<String, String> environment = Map.of("TORCHELASTIC_RUN_ID", "x", "RANK", "0");

        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> plan(environment))
                .withMessageContaining("--nested");
        type(RunOption.NESTED, "true");
        assertThat(plan(environment).job().standalone()).isTrue();
    }

    @Test
    void nodeRankChoosesTheStaticBackend() {
        type(RunOption.NODES, "2").type(RunOption.RUN_ID, "r").type(RunOption.ENDPOINT, "h:1");
        type(RunOption.NODE_RANK, "1");

        assertThat(plan().job().backend()).isEqualTo("static");
        assertThat(plan().job().config()).contains(new Job.ConfigKey("rank", "1", "--node-rank", true));
    }

    @Test
    void maxRestartsIsAlwaysTold() {
        assertThat(plan().job().config()).contains(new Job.ConfigKey("max_failures", "0", "--max-restarts", false));
    }

    @Test
    void valueOfBackendOptionMayHoldCommas() {
        type(RunOption.BACKEND_OPT, "a=1,2,b=3");

        assertThat(plan().job().config())
                .extracting(Job.ConfigKey::key, Job.ConfigKey::value)
                .contains(tuple("a", "1,2"), tuple("b", "3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "0", "-1"})
    void wrongWorkerCountSaysThatCpuIsPossible(String text) {
        type(RunOption.PROCS_PER_NODE, text)
                .assertRefused("--procs-per-node", text, "a whole number of at least 1, or cpu");
    }

    @Test
    void wrongValueNamesItsVariable() {
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> plan(Map.of("RDZV_RUN_STOP_TIMEOUT", "soon")))
                .withMessageContaining("RDZV_RUN_STOP_TIMEOUT is \"soon\"")
                .withMessageContaining("30s");
    }

    @Test
    void nodesMustBeARange() {
        type(RunOption.NODES, "3:2").assertRefused("--nodes is \"3:2\"");
        type(RunOption.NODES, "1-2").assertRefused("MIN:MAX");
        type(RunOption.NODES, "many").assertRefused("\"many\"");
    }

    @Test
    void logFolderMustNotBeBelowAFile(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        type(RunOption.LOG_DIR, file.resolve("logs").toString()).assertRefused("--log-dir: cannot write below " + file);
    }

    @Test
    void codesMayBeRanges() {
        type(RunOption.NO_RESTART_CODES, "2,64-66");

        CodeSet codes = plan().recovery().noRestart();
        assertThat(List.of(2, 64, 66)).allMatch(codes::contains);
        assertThat(List.of(1, 3, 67)).noneMatch(codes::contains);
    }

    @Test
    void signalsHaveDefaults() {
        assertThat(plan().signals()).isEqualTo(new Signals(List.of("USR1", "USR2"), Optional.empty()));
        assertThat(plan().signals().stopping()).containsExactly("INT", "TERM", "HUP");
    }

    @Test
    void forwardedSignalDoesNotStop() {
        type(RunOption.FORWARD, "SIGHUP,winch").type(RunOption.DRAIN_ON, "term");

        Signals signals = plan().signals();
        assertThat(signals.passedOn()).containsExactly("HUP", "WINCH");
        assertThat(signals.stopping()).containsExactly("INT");
        assertThat(signals.taken()).containsExactly("INT", "HUP", "WINCH", "TERM");
    }

    @Test
    void noSignalNeedsToBeForwarded() {
        type(RunOption.FORWARD, "none");

        assertThat(plan().signals().passedOn()).isEmpty();
    }

    @Test
    void signalThatCannotBeTakenIsRefused() {
        type(RunOption.FORWARD, "USR1,QUIT").assertRefused("--forward is \"QUIT\"", "USR1", "WINCH");
        type(RunOption.FORWARD, "USR1").type(RunOption.DRAIN_ON, "KILL").assertRefused("--drain-on is \"KILL\"");
    }

    @Test
    void changeBySignalIsRefused() {
        type(RunOption.ON_CHANGE, "signal:USR1")
                .assertRefused("--on-change signal:USR1 is not part of this version; expected restart or ignore");
    }

    @Test
    void profilesAreAList() {
        type(RunOption.ENV, "torch, dmlc,lightgbm");

        assertThat(plan().workers().profiles()).containsExactlyInAnyOrder(Workers.Profile.values());
    }

    /** It cannot be seen from outside: each worker trains, and says nothing. */
    @Test
    void variablesThatXgboostThreeIgnoresAreNamed() {
        assertThat(plan().notes()).isEmpty();
        type(RunOption.ENV, "torch,dmlc");

        assertThat(plan().notes())
                .singleElement(STRING)
                .contains("XGBoost 3 ignores the variables DMLC_*", "dmlc_tracker_uri", "XgboostWorld");
    }

    @Test
    void noProfileStandsAlone() {
        assertThat(type(RunOption.ENV, "none").plan().workers().profiles()).isEmpty();
        type(RunOption.ENV, "torch,none").assertRefused("--env is \"none\"", "none alone");
        type(RunOption.ENV, "mxnet").assertRefused("--env is \"mxnet\"", "torch, dmlc and lightgbm");
    }

    @Test
    void roleIsALabelWithoutBackendSupport() {
        type(RunOption.ROLE, "ps").type(RunOption.LABEL, "gpu=1");

        assertThat(plan().job().labels()).containsOnly(Map.entry("role", "ps"), Map.entry("gpu", "1"));
        typed.remove(RunOption.LABEL);
        assertThat(plan().job().config()).contains(new Job.ConfigKey("labels", "role=ps", "--label", false));
    }

    @Test
    void twoRolesContradictEachOther() {
        type(RunOption.ROLE, "ps")
                .type(RunOption.LABEL, "role=train")
                .assertRefused("--label role=train and --role ps contradict each other");
    }

    @Test
    void everyAliasIsUnique() {
        List<String> names = Arrays.stream(RunOption.values())
                .flatMap(option -> Stream.concat(Stream.of(option.flag()), option.aliases().stream()))
                .toList();

        assertThat(names).doesNotHaveDuplicates().contains("--nproc_per_node", "--rdzv-endpoint", "-n");
    }

    private static Map<String, String> slurm(String name, String value) {
        return Map.of(
                "SLURM_JOB_ID",
                "77",
                "SLURM_STEP_ID",
                "0",
                "SLURM_PROCID",
                "2",
                "SLURM_NODEID",
                "2",
                "SLURM_NNODES",
                "4",
                "SLURM_STEP_NODELIST",
                "n[01-03,7]",
                "SLURM_NTASKS_PER_NODE",
                "1",
                name.equals("SLURM_NODEID") ? "UNUSED" : name,
                value);
    }
}
