package dev.rendezvous.launcher.environment;

import dev.rendezvous.launcher.store.RankTable;
import java.util.Map;
import java.util.TreeMap;

/** What a worker of torchrun gets. */
final class TorchVariables {

    private TorchVariables() {}

    static Map<String, String> of(WorkerPlace place) {
        WorkerPlace.RoundPlace round = place.round();
        RankTable table = round.table();
        Map<String, String> torch = new TreeMap<>();
        torch.put("RANK", String.valueOf(place.rank()));
        torch.put("WORLD_SIZE", String.valueOf(round.worldSize()));
        torch.put("LOCAL_RANK", String.valueOf(place.localRank()));
        torch.put("LOCAL_WORLD_SIZE", String.valueOf(round.localWorldSize()));
        torch.put("GROUP_RANK", String.valueOf(round.nodeRank()));
        torch.put("GROUP_WORLD_SIZE", String.valueOf(round.nodes()));
        torch.put("ROLE_RANK", String.valueOf(table.roleRank(round.nodeRank(), place.localRank())));
        torch.put("ROLE_WORLD_SIZE", String.valueOf(table.roleWorldSize(round.nodeRank())));
        torch.put("ROLE_NAME", table.nodes().get(round.nodeRank()).role());
        torch.put("MASTER_ADDR", table.store().host());
        torch.put("MASTER_PORT", String.valueOf(table.store().port().orElse(0)));
        torch.put("TORCHELASTIC_RUN_ID", round.runId());
        torch.put("TORCHELASTIC_RESTART_COUNT", String.valueOf(round.restarts()));
        torch.put("TORCHELASTIC_MAX_RESTARTS", String.valueOf(round.maxRestarts()));
        torch.put("TORCHELASTIC_ERROR_FILE", place.errorFile().toString());
        torch.put("TORCHELASTIC_USE_AGENT_STORE", "True");
        return torch;
    }
}
