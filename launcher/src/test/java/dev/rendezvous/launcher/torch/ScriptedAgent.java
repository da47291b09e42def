package dev.rendezvous.launcher.torch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.Store;
import java.time.Duration;
import java.util.List;

/**
 * Does to the keys of a round what torchrun's agent of a release did when it was recorded, in that order, with one worker of the role
 * default.
 */
final class ScriptedAgent {

    private final String release;
    private final Store store;
    private final int rank;
    private final int agents;

    ScriptedAgent(String release, Store store, int rank, int agents) {
        this.release = release;
        this.store = store.withTimeout(Duration.ofSeconds(30));
        this.rank = rank;
        this.agents = agents;
    }

    private boolean isOlder() {
        return List.of("1.13", "2.0", "2.3").contains(release);
    }

    /** Names the master in 2.4 and from 2.6 on, as rank 0, and reads it. */
    void master(String address) throws InterruptedException {
        if (rank == 0) {
            set("MASTER_ADDR", address);
            set("MASTER_PORT", "43369");
        }
        get("MASTER_ADDR");
        get("MASTER_PORT");
    }

    /** {@return the ranks, as the agent of this release knows them: first rank and world size} */
    List<Integer> settle(String master) throws InterruptedException {
        return isOlder() ? settleOld(master) : settleNew();
    }

    private List<Integer> settleOld(String master) throws InterruptedException {
        set("torchelastic/role_info" + rank, role());
        for (int i = 0; i < agents; i++) {
            get("torchelastic/role_info" + i);
        }
        set("torchelastic/role_info" + rank + ".FIN", "FIN");
        if (rank == 0) {
            for (int i = 0; i < agents; i++) {
                get("torchelastic/role_info" + i + ".FIN");
            }
            set("MASTER_ADDR", master.split(":", -1)[0]);
            set("MASTER_PORT", master.split(":", -1)[1]);
        }
        get("MASTER_ADDR");
        get("MASTER_PORT");
        return List.of();
    }

    private List<Integer> settleNew() throws InterruptedException {
        set("torchelastic/role_info/" + rank, role());
        if (rank == 0) {
            int world = 0;
            int[] workers = new int[agents];
            for (int i = 0; i < agents; i++) {
                workers[i] = number(get("torchelastic/role_info/" + i).replaceAll(".*local_world_size\": ", ""));
                world += workers[i];
            }
            int first = 0;
            for (int i = 0; i < agents; i++) {
                set("torchelastic/assigned_ranks/" + i, "[" + first + ", " + world + ", " + first + ", " + world + "]");
                first += workers[i];
            }
        }
        String[] own = get("torchelastic/assigned_ranks/" + rank).split(", ", -1);
        return List.of(number(own[0]), number(own[1]));
    }

    private String role() {
        return "{\"role\": \"default\", \"rank\": " + rank + ", \"local_world_size\": 1}";
    }

    private static int number(String text) {
        return Integer.parseInt(text.replaceAll("[^0-9]", ""));
    }

    /** Waits for the others at the end. */
    void exit() throws InterruptedException {
        String state = "torchelastic/agent/terminal_state";
        if (isOlder()) {
            set(state + rank, String.valueOf(rank));
            for (int i = 0; i < agents; i++) {
                get(state + i);
            }
            set(state + rank + ".FIN", "FIN");
            for (int i = 0; i < agents && rank == 0; i++) {
                get(state + i + ".FIN");
            }
        } else {
            if (store.add(state + "/num_members", 1) == agents) {
                set(state + "/last_member", "<val_ignored>");
            }
            get(state + "/last_member");
        }
    }

    private void set(String key, String value) throws InterruptedException {
        store.set(key, value.getBytes(UTF_8));
    }

    private String get(String key) throws InterruptedException {
        return new String(store.get(key), UTF_8);
    }
}
