package dev.rendezvous.launcher.environment;

import dev.rendezvous.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The addresses and ports of all workers. LightGBM reads parameters and no variables, so the names are those of its parameters. */
final class LightGbmVariables {

    private LightGbmVariables() {}

    static Map<String, String> of(WorkerPlace place) {
        List<Endpoint> machines = place.round().table().machines();
        Map<String, String> lightGbm = new TreeMap<>();
        lightGbm.put(
                "LIGHTGBM_MACHINES", machines.stream().map(Endpoint::toString).collect(Collectors.joining(",")));
        lightGbm.put("LIGHTGBM_NUM_MACHINES", String.valueOf(machines.size()));
        lightGbm.put(
                "LIGHTGBM_LOCAL_LISTEN_PORT",
                String.valueOf(machines.get(place.rank()).port().orElse(0)));
        lightGbm.put(
                "LIGHTGBM_MACHINE_LIST_FILENAME", place.round().machineList().toString());
        return lightGbm;
    }
}
