package dev.rendezvous.launcher.environment;

import dev.rendezvous.launcher.plan.Workers;
import java.util.Map;
import java.util.TreeMap;

/** All variables of a worker: those of the agent, then those of its place, then those that the user set. */
public final class WorkerEnvironment {

    private final Workers workers;
    private final Map<String, String> inherited;

    /**
     * Makes the environment of the workers of a node.
     *
     * @param workers what the user asked for
     * @param inherited the variables of the agent
     */
    public WorkerEnvironment(Workers workers, Map<String, String> inherited) {
        this.workers = workers;
        this.inherited = Map.copyOf(inherited);
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
        if (workers.profiles().contains(Workers.Profile.TORCH)) {
            all.putAll(torch(place));
            if (place.round().localWorldSize() > 1) {
                // As torchrun does: many workers with a thread for each processor are slower than few threads.
                all.putIfAbsent("OMP_NUM_THREADS", "1");
            }
        }
        all.putAll(workers.set());
        workers.unset().forEach(all::remove);
        return all;
    }

    /** A worker that starts an agent of its own must not inherit our options. */
    private static boolean isForTheAgent(String name) {
        return name.startsWith("RDZV_RUN_") || name.startsWith("PET_");
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
        own.put("RDZV_STORE", round.store().toString());
        own.put("RDZV_MEMBERS_FILE", round.membersFile().toString());
        own.put("RDZV_ERROR_FILE", place.errorFile().toString());
        place.logDir().ifPresent(folder -> own.put("RDZV_LOG_DIR", folder.toString()));
        own.put("RDZV_AGENT_PID", String.valueOf(ProcessHandle.current().pid()));
        return own;
    }

    private static Map<String, String> torch(WorkerPlace place) {
        WorkerPlace.RoundPlace round = place.round();
        String rank = String.valueOf(place.rank());
        String world = String.valueOf(round.worldSize());
        Map<String, String> torch = new TreeMap<>();
        torch.put("RANK", rank);
        torch.put("WORLD_SIZE", world);
        torch.put("LOCAL_RANK", String.valueOf(place.localRank()));
        torch.put("LOCAL_WORLD_SIZE", String.valueOf(round.localWorldSize()));
        torch.put("GROUP_RANK", String.valueOf(round.nodeRank()));
        torch.put("GROUP_WORLD_SIZE", String.valueOf(round.nodes()));
        torch.put("ROLE_RANK", rank);
        torch.put("ROLE_WORLD_SIZE", world);
        torch.put("ROLE_NAME", "default");
        torch.put("MASTER_ADDR", round.store().host());
        torch.put("MASTER_PORT", String.valueOf(round.store().port().orElse(0)));
        torch.put("TORCHELASTIC_RUN_ID", round.runId());
        torch.put("TORCHELASTIC_RESTART_COUNT", String.valueOf(round.restarts()));
        torch.put("TORCHELASTIC_MAX_RESTARTS", String.valueOf(round.maxRestarts()));
        torch.put("TORCHELASTIC_ERROR_FILE", place.errorFile().toString());
        torch.put("TORCHELASTIC_USE_AGENT_STORE", "True");
        return torch;
    }
}
