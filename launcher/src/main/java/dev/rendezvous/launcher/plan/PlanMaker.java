package dev.rendezvous.launcher.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the options into a plan and checks them against each other.
 *
 * @since 0.1
 */
public final class PlanMaker {

    private static final int MOST_WORKERS = 4096;

    private final List<String> command;
    private final Detection detection;
    private final Options options;

    private PlanMaker(Map<RunOption, List<String>> typed, List<String> command, Map<String, String> environment) {
        this.command = command;
        boolean detects =
                !typed.containsKey(RunOption.NO_DETECT) && !environment.containsKey(RunOption.NO_DETECT.variable());
        this.detection = detects ? Detection.of(environment) : Detection.none();
        this.options = Options.of(typed, environment, detection.values());
    }

    /**
     * {@return the plan for these options} Reads the environment and connects to nothing.
     *
     * @param typed what was given on the command line, by option
     * @param command the command and its arguments
     * @param environment the variables of this process
     * @throws PlanException if it cannot be done as it was written
     */
    public static Plan plan(Map<RunOption, List<String>> typed, List<String> command, Map<String, String> environment) {
        return new PlanMaker(typed, command, environment).make();
    }

    private Plan make() {
        if (command.isEmpty()) {
            throw new PlanException("there is no command; expected rdzv run [OPTIONS] -- COMMAND [ARG...]");
        }
        if (detection.insideTorchrun() && !options.flag(RunOption.NESTED)) {
            throw new PlanException("this is a worker of torchrun already (TORCHELASTIC_RUN_ID and RANK are set);"
                    + " use --nested if a job inside a job is meant");
        }
        Job job = JobOptions.read(options);
        Map<RunOption, Sourced> settings = new EnumMap<>(RunOption.class);
        for (RunOption option : RunOption.values()) {
            settings.put(option, options.get(option));
        }
        settings.put(RunOption.RUN_ID, shown(RunOption.RUN_ID, job.runId(), "random"));
        settings.put(RunOption.BACKEND, shown(RunOption.BACKEND, job.backend(), Sourced.DEFAULT));
        Workers workers = workers();
        return new Plan(
                job,
                workers,
                recovery(),
                OutputOptions.read(options, workerCount()),
                SignalOptions.ofTheAgent(options),
                InsightMaker.make(options),
                options.flag(RunOption.DRY_RUN),
                settings,
                notes(workers));
    }

    private List<String> notes(Workers workers) {
        List<String> notes = new ArrayList<>(detection.notes());
        notes.addAll(ProfileOption.notes(workers.profiles()));
        return notes;
    }

    private Sourced shown(RunOption option, String value, String source) {
        return options.isGiven(option) ? options.get(option) : Sourced.of(value, source);
    }

    private Workers workers() {
        return new Workers(
                workerCount(),
                command,
                ProfileOption.read(options),
                options.pairs(RunOption.SET),
                options.get(RunOption.UNSET).values(),
                SignalOptions.stop(options),
                options.duration(RunOption.STOP_TIMEOUT),
                options.oneOf(RunOption.SIGNAL_SCOPE, List.of("group", "worker"))
                        .equals("group"));
    }

    private int workerCount() {
        String text = options.text(RunOption.PROCS_PER_NODE);
        if (text.equals("cpu") || text.equals("auto")) {
            return Runtime.getRuntime().availableProcessors();
        }
        if (text.equals("gpu")) {
            throw options.wrong(RunOption.PROCS_PER_NODE, text, "a number, or cpu; rdzv run does not count GPUs");
        }
        int count = options.number(RunOption.PROCS_PER_NODE, 1, ", or cpu");
        if (count > MOST_WORKERS) {
            throw options.wrong(RunOption.PROCS_PER_NODE, text, "at most " + MOST_WORKERS);
        }
        return count;
    }

    private Recovery recovery() {
        String[] backoff = options.text(RunOption.RESTART_BACKOFF).split("\\.\\.", -1);
        if (backoff.length > 2) {
            throw options.wrong(RunOption.RESTART_BACKOFF, options.text(RunOption.RESTART_BACKOFF), "MIN..MAX");
        }
        Duration min = options.duration(RunOption.RESTART_BACKOFF, backoff[0]);
        Duration max = options.duration(RunOption.RESTART_BACKOFF, backoff[backoff.length - 1]);
        if (max.compareTo(min) < 0) {
            throw options.wrong(
                    RunOption.RESTART_BACKOFF, options.text(RunOption.RESTART_BACKOFF), "MAX of at least MIN");
        }
        String codes = options.text(RunOption.NO_RESTART_CODES);
        return new Recovery(
                options.number(RunOption.MAX_RESTARTS, 0),
                min,
                max,
                CodeSet.parse(codes)
                        .orElseThrow(() ->
                                options.wrong(RunOption.NO_RESTART_CODES, codes, "codes and ranges such as 2,64-78")),
                options.restartsOnJoin(),
                options.duration(RunOption.EXIT_TIMEOUT),
                options.oneOf(RunOption.EXIT_CODE, List.of("worker", "simple")).equals("simple"));
    }
}
