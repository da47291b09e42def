package dev.rendezvous.worker;

import dev.rendezvous.Endpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Reads the variables that {@code rdzv run} sets. */
final class WorkerVariables {

    static final String ERROR_FILE = "RDZV_ERROR_FILE";

    private static final String TOKEN = "RDZV_TOKEN";
    private static final List<String> NEEDED = List.of(
            "RDZV_RUN_ID",
            "RDZV_ROUND",
            "RDZV_RANK",
            "RDZV_WORLD_SIZE",
            "RDZV_LOCAL_RANK",
            "RDZV_RESTARTS",
            "RDZV_STORE",
            "RDZV_MEMBERS_FILE",
            ERROR_FILE,
            "RDZV_AGENT_PID");

    private final Map<String, String> environment;

    private WorkerVariables(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * {@return the place of a worker}
     *
     * @throws IllegalStateException if a variable is missing or wrong
     */
    static Place read(Map<String, String> environment) {
        WorkerVariables variables = new WorkerVariables(environment);
        variables.checkAllThere();
        int worldSize = variables.number("RDZV_WORLD_SIZE", 1);
        int rank = variables.number("RDZV_RANK", 0);
        if (rank >= worldSize) {
            throw variables.wrong("RDZV_RANK", "a number below RDZV_WORLD_SIZE, which is " + worldSize);
        }
        return new Place(
                variables.text("RDZV_RUN_ID"),
                variables.longNumber("RDZV_ROUND", 1),
                variables.has(TOKEN) ? OptionalLong.of(variables.longNumber(TOKEN, 0)) : OptionalLong.empty(),
                rank,
                worldSize,
                variables.number("RDZV_LOCAL_RANK", 0),
                variables.number("RDZV_RESTARTS", 0),
                variables.endpoint("RDZV_STORE"),
                Path.of(variables.text("RDZV_MEMBERS_FILE")),
                Path.of(variables.text(ERROR_FILE)),
                variables.longNumber("RDZV_AGENT_PID", 1));
    }

    private void checkAllThere() {
        List<String> missing = NEEDED.stream().filter(name -> !has(name)).toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("this program is not a worker of rdzv run: the variables "
                    + String.join(", ", missing) + " are not set; start it with rdzv run --standalone -- COMMAND");
        }
    }

    private boolean has(String name) {
        return !text(name).isEmpty();
    }

    private String text(String name) {
        return environment.getOrDefault(name, "");
    }

    private int number(String name, int least) {
        long number = longNumber(name, least);
        if (number > Integer.MAX_VALUE) {
            throw wrong(name, "a whole number of at least " + least + " and at most " + Integer.MAX_VALUE);
        }
        return (int) number;
    }

    private long longNumber(String name, long least) {
        String text = text(name);
        try {
            long number = Long.parseLong(text);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(name, "a whole number of at least " + least);
        }
        throw wrong(name, "a whole number of at least " + least);
    }

    private Endpoint endpoint(String name) {
        try {
            Endpoint endpoint = Endpoint.parse(text(name));
            if (endpoint.port().isPresent()) {
                return endpoint;
            }
        } catch (IllegalArgumentException e) {
            throw wrong(name, "HOST:PORT");
        }
        throw wrong(name, "HOST:PORT");
    }

    private IllegalStateException wrong(String name, String expected) {
        return new IllegalStateException("the variable " + name + " is " + text(name) + "; expected " + expected
                + ", as rdzv run sets it for its workers");
    }
}
