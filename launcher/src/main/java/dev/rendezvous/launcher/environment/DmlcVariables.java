package dev.rendezvous.launcher.environment;

import dev.rendezvous.Endpoint;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a worker of XGBoost up to 2.x or MXNet gets from their own launcher. The worker of rank 0 is expected to run the tracker, at this
 * address and port.
 */
final class DmlcVariables {

    private DmlcVariables() {}

    static Map<String, String> of(WorkerPlace place) {
        Endpoint tracker = place.round().table().tracker();
        Map<String, String> dmlc = new TreeMap<>();
        dmlc.put("DMLC_ROLE", "worker");
        dmlc.put("DMLC_TRACKER_URI", tracker.host());
        dmlc.put("DMLC_TRACKER_PORT", String.valueOf(tracker.port().orElse(0)));
        dmlc.put("DMLC_NUM_WORKER", String.valueOf(place.round().worldSize()));
        dmlc.put("DMLC_NUM_SERVER", "0");
        dmlc.put("DMLC_TASK_ID", String.valueOf(place.rank()));
        return dmlc;
    }
}
