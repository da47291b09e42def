package dev.rendezvous.launcher.environment;

import dev.rendezvous.launcher.plan.Workers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All variables of a worker: those of the agent, then those of its place, then those that the user set. */
public final class WorkerEnvironment {

    /** Of an outer job; this one may not have them. */
    private static final List<String> NOT_INHERITED = List.of("RDZV_TOKEN", "RDZV_LOG_DIR");

    private final Workers workers;
    private final Map<String, String> inherited;
    private final boolean agentHosts;

    /**
     * Makes the environment of the workers of a node whose agents host the store of the workers.
     *
     * @param workers what the user asked for
     * @param inherited the variables of the agent
     */
    public WorkerEnvironment(Workers workers, Map<String, String> inherited) {
        this(workers, inherited, true);
    }

    /**
     * Makes the environment of the workers of a node.
     *
     * @param workers what the user asked for
     * @param inherited the variables of the agent
     * @param agentHosts whether an agent hosts the store of the workers; else the worker of rank 0 does
     */
    public WorkerEnvironment(Workers workers, Map<String, String> inherited, boolean agentHosts) {
        this.workers = workers;
        this.inherited = Map.copyOf(inherited);
        this.agentHosts = agentHosts;
    }

    /**
     * {@return the variables of one worker, sorted by name}
     *
     * @param place where it is in the job
     */
    public Map<String, String> of(WorkerPlace place) {
        Map<String, String> all = new TreeMap<>(inherited);
        all.keySet().removeIf(WorkerEnvironment::isForTheAgent);
        all.putAll(own(place));
        workers.profiles().forEach(profile -> all.putAll(of(profile, place)));
        if (workers.profiles().contains(Workers.Profile.TORCH) && place.round().localWorldSize() > 1) {
            // As torchrun does: many workers with a thread for each processor are slower than few threads.
            all.putIfAbsent("OMP_NUM_THREADS", "1");
        }
        if (!agentHosts) {
            all.replace("TORCHELASTIC_USE_AGENT_STORE", "False");
        }
        all.putAll(workers.set());
        workers.unset().forEach(all::remove);
        return all;
    }

    private static Map<String, String> of(Workers.Profile profile, WorkerPlace place) {
        return switch (profile) {
            case TORCH -> TorchVariables.of(place);
            case DMLC -> DmlcVariables.of(place);
            case LIGHTGBM -> LightGbmVariables.of(place);
        };
    }

    /** A worker that starts an agent of its own must not inherit our options. */
    private static boolean isForTheAgent(String name) {
        return name.startsWith("RDZV_RUN_") || name.startsWith("PET_") || NOT_INHERITED.contains(name);
    }

    /** {@return the variables of a worker that this launcher sets, without those of a profile, sorted by name} */
    private static Map<String, String> own(WorkerPlace place) {
        WorkerPlace.RoundPlace round = place.round();
        Map<String, String> own = new TreeMap<>();
        own.put("RDZV_RUN_ID", round.runId());
        own.put("RDZV_ROUND", String.valueOf(round.number()));
        round.token().ifPresent(token -> own.put("RDZV_TOKEN", String.valueOf(token)));
        own.put("RDZV_RANK", String.valueOf(place.rank()));
        own.put("RDZV_WORLD_SIZE", String.valueOf(round.worldSize()));
        own.put("RDZV_LOCAL_RANK", String.valueOf(place.localRank()));
        own.put("RDZV_LOCAL_WORLD_SIZE", String.valueOf(round.localWorldSize()));
        own.put("RDZV_NODE_RANK", String.valueOf(round.nodeRank()));
        own.put("RDZV_NODES", String.valueOf(round.nodes()));
        own.put("RDZV_NODE_ID", round.nodeId());
        own.put("RDZV_RESTARTS", String.valueOf(round.restarts()));
        own.put("RDZV_CHANGES", String.valueOf(round.changes()));
        own.put("RDZV_MAX_RESTARTS", String.valueOf(round.maxRestarts()));
        own.put("RDZV_CAUSE", round.cause());
        own.put("RDZV_STORE", round.table().store().toString());
        own.put("RDZV_MEMBERS_FILE", round.membersFile().toString());
        own.put("RDZV_ERROR_FILE", place.errorFile().toString());
        place.logDir().ifPresent(folder -> own.put("RDZV_LOG_DIR", folder.toString()));
        own.put("RDZV_AGENT_PID", String.valueOf(ProcessHandle.current().pid()));
        return own;
    }
}
