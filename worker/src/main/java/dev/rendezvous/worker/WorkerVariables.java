package dev.rendezvous.worker;

import java.util.List;
import java.util.Map;

/** The variables that {@code rdzv run} sets. */
final class WorkerVariables {

    static final String ERROR_FILE = "RDZV_ERROR_FILE";

    private static final List<String> NEEDED = List.of(
            "RDZV_RUN_ID",
            "RDZV_ROUND",
            "RDZV_RANK",
            "RDZV_WORLD_SIZE",
            "RDZV_LOCAL_RANK",
            "RDZV_STORE",
            "RDZV_AGENT_PID");

    private final Map<String, String> environment;

    WorkerVariables(Map<String, String> environment) {
        this.environment = environment;
    }

    void check() {
        List<String> missing = NEEDED.stream().filter(name -> !has(name)).toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("this program is not a worker of rdzv run: the variables "
                    + String.join(", ", missing) + " are not set; start it with rdzv run --standalone -- COMMAND");
        }
    }

    boolean has(String name) {
        return !environment.getOrDefault(name, "").isEmpty();
    }

    String text(String name) {
        String text = environment.getOrDefault(name, "");
        if (text.isEmpty()) {
            throw new IllegalStateException("the variable " + name + " is not set");
        }
        return text;
    }

    long number(String name) {
        try {
            return Long.parseLong(text(name));
        } catch (NumberFormatException e) {
            throw new IllegalStateException("the variable " + name + " is not a whole number: " + text(name), e);
        }
    }
}
