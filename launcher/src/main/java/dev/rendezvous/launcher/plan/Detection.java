package dev.rendezvous.launcher.plan;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the variables of a scheduler say. They are read and never written.
 *
 * @param values options by what the scheduler says
 * @param notes what the user should know
 * @param insideTorchrun whether this process is a worker of torchrun
 */
record Detection(Map<RunOption, Sourced> values, List<String> notes, boolean insideTorchrun) {

    private static final Pattern ORDINAL = Pattern.compile(".*-([0-9]{1,6})");
    private static final String DEFAULT_PORT = ":29400";

    static Detection none() {
        return new Detection(Map.of(), List.of(), false);
    }

    static Detection of(Map<String, String> environment) {
        Reading reading = new Reading(environment);
        reading.readSlurm();
        reading.readOpenMpi();
        reading.readMpich();
        reading.readKubernetes();
        reading.readKubeflow();
        boolean torchrun = environment.containsKey("TORCHELASTIC_RUN_ID") && environment.containsKey("RANK");
        return new Detection(reading.values, List.copyOf(reading.notes), torchrun);
    }

    /** The first scheduler that says a thing is believed. */
    private static final class Reading {

        private final Map<String, String> environment;
        private final Map<RunOption, Sourced> values = new EnumMap<>(RunOption.class);
        private final List<String> notes = new ArrayList<>();

        Reading(Map<String, String> environment) {
            this.environment = environment;
        }

        private String get(String name) {
            return environment.getOrDefault(name, "");
        }

        private void take(RunOption option, String value, String source) {
            if (!value.isEmpty()) {
                values.putIfAbsent(option, Sourced.of(value, source));
            }
        }

        void readSlurm() {
            String job = get("SLURM_JOB_ID");
            if (job.isEmpty()) {
                return;
            }
            if (get("SLURM_PROCID").isEmpty() || get("SLURM_STEP_ID").isEmpty()) {
                notes.add(
                        "this is a Slurm allocation, but not a step of it; put srun before rdzv to start one agent a node");
                return;
            }
            String restarts = get("SLURM_RESTART_COUNT");
            String id = job + "." + get("SLURM_STEP_ID") + (restarts.isEmpty() ? "" : "." + restarts);
            String nodes = get("SLURM_STEP_NUM_NODES").isEmpty() ? get("SLURM_NNODES") : get("SLURM_STEP_NUM_NODES");
            take(RunOption.RUN_ID, id, "Slurm");
            take(RunOption.NODES, nodes, "Slurm");
            take(RunOption.NODE_ID, get("SLURM_NODEID") + localTask(), "Slurm");
            String task = get("SLURM_ARRAY_TASK_ID");
            take(RunOption.LABEL, task.isEmpty() ? "" : "array_task=" + task, "Slurm");
            if (!nodes.equals("1")) {
                HostList.first(get("SLURM_STEP_NODELIST"))
                        .ifPresent(host -> take(RunOption.ENDPOINT, host + DEFAULT_PORT, "Slurm"));
            }
        }

        /** Two agents on one node need two names. */
        private String localTask() {
            String local = get("SLURM_LOCALID");
            if (tasksPerNode() <= 1) {
                return "";
            }
            notes.add("Slurm starts more than one task a node; use --ntasks-per-node=1 and --procs-per-node");
            return "-" + local;
        }

        /** The form is {@code 4(x2),3}. */
        private int tasksPerNode() {
            String digits = get("SLURM_NTASKS_PER_NODE").isEmpty()
                    ? get("SLURM_STEP_TASKS_PER_NODE")
                    : get("SLURM_NTASKS_PER_NODE");
            String first = digits.split("[(,]", -1)[0];
            return first.matches("[0-9]{1,6}") ? Integer.parseInt(first) : 1;
        }

        void readOpenMpi() {
            if (!get("OMPI_COMM_WORLD_RANK").isEmpty()) {
                take(RunOption.NODE_ID, get("OMPI_COMM_WORLD_RANK"), "Open MPI");
                take(RunOption.NODES, get("OMPI_COMM_WORLD_SIZE"), "Open MPI");
                take(RunOption.RUN_ID, get("PMIX_NAMESPACE"), "PMIx");
            }
        }

        void readMpich() {
            if (!get("PMI_RANK").isEmpty() && !get("PMI_SIZE").isEmpty()) {
                take(RunOption.NODE_ID, get("PMI_RANK"), "PMI");
                take(RunOption.NODES, get("PMI_SIZE"), "PMI");
            }
        }

        void readKubernetes() {
            if (get("KUBERNETES_SERVICE_HOST").isEmpty()) {
                return;
            }
            take(RunOption.NODE_ID, get("JOB_COMPLETION_INDEX"), "Kubernetes Indexed Job");
            take(RunOption.NODE_ID, get("LWS_WORKER_INDEX"), "LeaderWorkerSet");
            take(RunOption.NODES, get("LWS_GROUP_SIZE"), "LeaderWorkerSet");
            take(RunOption.NODE_ID, ordinal(get("HOSTNAME")), "Kubernetes StatefulSet");
            if (!get("LWS_LEADER_ADDRESS").isEmpty()) {
                take(RunOption.ENDPOINT, get("LWS_LEADER_ADDRESS") + DEFAULT_PORT, "LeaderWorkerSet");
            }
        }

        /** The pods of a StatefulSet are named NAME-0, NAME-1 and so on. */
        private static String ordinal(String host) {
            Matcher named = ORDINAL.matcher(host);
            return named.matches() ? named.group(1) : "";
        }

        /** The operator sets the address of the first pod, whether or not it sets an endpoint. */
        void readKubeflow() {
            if (!get("PET_MASTER_ADDR").isEmpty() && !get("PET_MASTER_PORT").isEmpty()) {
                take(RunOption.ENDPOINT, get("PET_MASTER_ADDR") + ":" + get("PET_MASTER_PORT"), "PET_MASTER_ADDR");
            }
        }
    }
}
