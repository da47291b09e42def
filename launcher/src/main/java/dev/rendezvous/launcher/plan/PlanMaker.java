package dev.rendezvous.launcher.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.index.text.Quote;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the options into a plan and checks them against each other.
 *
 * @since 0.1
 */
public final class PlanMaker {

    private static final int MOST_WORKERS = 4096;
    private static final int MOST_SHOWN_BY_DEFAULT = 8;

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
        Job job = job();
        Map<RunOption, Sourced> settings = new EnumMap<>(RunOption.class);
        for (RunOption option : RunOption.values()) {
            settings.put(option, options.get(option));
        }
        settings.put(RunOption.RUN_ID, shown(RunOption.RUN_ID, job.runId(), "random"));
        settings.put(RunOption.BACKEND, shown(RunOption.BACKEND, job.backend(), Sourced.DEFAULT));
        return new Plan(
                job,
                workers(),
                recovery(),
                output(),
                SignalOptions.ofTheAgent(options),
                InsightMaker.make(options),
                options.flag(RunOption.DRY_RUN),
                settings,
                detection.notes());
    }

    private Sourced shown(RunOption option, String value, String source) {
        return options.isGiven(option) ? options.get(option) : Sourced.of(value, source);
    }

    private Job job() {
        NodeRange nodes = nodes();
        Optional<String> endpoint = options.find(RunOption.ENDPOINT);
        boolean asked = options.flag(RunOption.STANDALONE);
        if (asked) {
            checkStandalone(nodes);
        }
        boolean hasBackend = options.isGiven(RunOption.BACKEND)
                && !options.text(RunOption.BACKEND).equals("tcp");
        boolean standalone = asked || (nodes.max() == 1 && endpoint.isEmpty() && !hasBackend);
        return new Job(
                standalone ? options.find(RunOption.RUN_ID).orElseGet(PlanMaker::randomId) : runId(nodes),
                nodes,
                backend(nodes, standalone),
                standalone ? "" : endpoint.orElseThrow(this::noEndpoint),
                standalone,
                options.find(RunOption.LOCAL_ADDR),
                labels(),
                config(nodes, standalone),
                options.flag(RunOption.LATE_OK));
    }

    private void checkStandalone(NodeRange nodes) {
        if (nodes.max() > 1) {
            throw contradiction(RunOption.NODES, "--standalone is one node");
        }
        if (options.get(RunOption.ENDPOINT).isTyped()) {
            throw contradiction(RunOption.ENDPOINT, "--standalone hosts its own store");
        }
        if (options.isGiven(RunOption.BACKEND)
                && !options.text(RunOption.BACKEND).equals("tcp")) {
            throw contradiction(RunOption.BACKEND, "--standalone uses the backend tcp");
        }
    }

    private PlanException contradiction(RunOption option, String why) {
        return new PlanException("--standalone and " + options.named(option) + " " + options.text(option)
                + " contradict each other: " + why);
    }

    private PlanException noEndpoint() {
        return new PlanException(
                "--endpoint is missing: the nodes must agree on where they meet, such as --endpoint HOST:29400"
                        + " with one of the nodes as HOST; for one node use --standalone");
    }

    private String runId(NodeRange nodes) {
        return options.find(RunOption.RUN_ID)
                .filter(id -> !id.isBlank())
                .orElseThrow(() -> new PlanException("--run-id is missing: all nodes of a run need the same one"
                        + (nodes.max() > 1 ? "" : "; for one node use --standalone")));
    }

    private static String randomId() {
        return Long.toHexString(new SecureRandom().nextLong());
    }

    private NodeRange nodes() {
        String text = options.text(RunOption.NODES);
        String[] ends = text.split(":", -1);
        Optional<CodeSet> numbers = CodeSet.parse(text.replace(':', ','));
        if (ends.length > 2 || numbers.isEmpty() || text.contains(",") || text.contains("-") || text.isBlank()) {
            throw options.wrong(RunOption.NODES, text, "a number of nodes such as 4, or MIN:MAX such as 2:8");
        }
        NodeRange nodes =
                new NodeRange(Integer.parseInt(ends[0].strip()), Integer.parseInt(ends[ends.length - 1].strip()));
        if (nodes.min() < 1 || nodes.max() < nodes.min()) {
            throw options.wrong(RunOption.NODES, text, "MIN of at least 1 and MAX of at least MIN");
        }
        return nodes;
    }

    private String backend(NodeRange nodes, boolean standalone) {
        if (options.isGiven(RunOption.BACKEND) || standalone) {
            return options.text(RunOption.BACKEND);
        }
        boolean hasRank = options.isGiven(RunOption.NODE_RANK);
        return hasRank && nodes.isFixed() ? "static" : options.text(RunOption.BACKEND);
    }

    private List<Job.ConfigKey> config(NodeRange nodes, boolean standalone) {
        List<Job.ConfigKey> config = new ArrayList<>();
        add(config, "join_timeout", RunOption.JOIN_TIMEOUT, options.text(RunOption.JOIN_TIMEOUT));
        boolean noLastCall = nodes.isFixed() && !options.isGiven(RunOption.LAST_CALL);
        add(config, "last_call", RunOption.LAST_CALL, noLastCall ? "0s" : options.text(RunOption.LAST_CALL));
        add(config, "heartbeat", RunOption.HEARTBEAT, options.text(RunOption.HEARTBEAT));
        add(config, "lease", RunOption.LEASE, options.text(RunOption.LEASE));
        add(config, "rank_by", RunOption.RANK_BY, options.text(RunOption.RANK_BY));
        add(config, "node_id", RunOption.NODE_ID, options.text(RunOption.NODE_ID));
        String labels = String.join(
                ",",
                labels().entrySet().stream()
                        .map(label -> encoded(label.getKey()) + "=" + encoded(label.getValue()))
                        .toList());
        add(config, "labels", RunOption.LABEL, labels);
        add(config, "max_failures", RunOption.MAX_RESTARTS, options.text(RunOption.MAX_RESTARTS));
        add(config, "rank", RunOption.NODE_RANK, options.text(RunOption.NODE_RANK));
        add(config, "unreachable_timeout", RunOption.STORE_PATIENCE, options.text(RunOption.STORE_PATIENCE));
        boolean strict =
                options.oneOf(RunOption.FENCE, List.of("lenient", "strict")).equals("strict");
        add(config, "self_fence", RunOption.FENCE, String.valueOf(strict));
        add(config, "late_joiners", RunOption.ON_CHANGE, restartsOnJoin() ? "restart" : "wait");
        if (standalone) {
            config.add(new Job.ConfigKey("serve", "no", "--standalone", true));
        }
        pairs(RunOption.BACKEND_OPT)
                .forEach((key, value) -> config.add(
                        new Job.ConfigKey(key, value, options.named(RunOption.BACKEND_OPT) + " " + key, true)));
        for (RunOption time : List.of(
                RunOption.JOIN_TIMEOUT,
                RunOption.LAST_CALL,
                RunOption.HEARTBEAT,
                RunOption.LEASE,
                RunOption.STORE_PATIENCE)) {
            options.duration(time);
        }
        return config;
    }

    private void add(List<Job.ConfigKey> config, String key, RunOption option, String value) {
        if (!value.isEmpty()) {
            boolean wanted =
                    options.isAsked(option) && option != RunOption.MAX_RESTARTS && option != RunOption.ON_CHANGE;
            config.add(new Job.ConfigKey(key, value, options.named(option), wanted));
        }
    }

    /** Commas separate labels. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /** A role is for the workers too, so a backend without labels is not an error. */
    private Map<String, String> labels() {
        Map<String, String> labels = pairs(RunOption.LABEL);
        options.find(RunOption.ROLE).ifPresent(role -> {
            String other = labels.put("role", role);
            if (other != null && !other.equals(role)) {
                throw new PlanException(options.named(RunOption.LABEL) + " role=" + other + " and "
                        + options.named(RunOption.ROLE) + " " + role + " contradict each other");
            }
        });
        return labels;
    }

    private boolean restartsOnJoin() {
        String text = options.text(RunOption.ON_CHANGE);
        if (text.startsWith("signal:")) {
            throw new PlanException(options.named(RunOption.ON_CHANGE) + " " + text
                    + " is not part of this version; expected restart or ignore");
        }
        return options.oneOf(RunOption.ON_CHANGE, List.of("restart", "ignore")).equals("restart");
    }

    /** A value may hold commas; a part without an equals sign belongs to the value before it. */
    private Map<String, String> pairs(RunOption option) {
        Map<String, String> pairs = new LinkedHashMap<>();
        String last = "";
        for (String given : options.get(option).values()) {
            for (String part : option == RunOption.SET ? List.of(given) : List.of(given.split(",", -1))) {
                int equals = part.indexOf('=');
                if (equals > 0) {
                    last = part.substring(0, equals).strip();
                    pairs.put(last, part.substring(equals + 1));
                } else if (equals < 0 && pairs.containsKey(last) && option != RunOption.SET) {
                    pairs.merge(last, "," + part, String::concat);
                } else {
                    throw options.wrong(option, part, "KEY=VALUE");
                }
            }
        }
        return pairs;
    }

    private Workers workers() {
        return new Workers(
                workerCount(),
                command,
                ProfileOption.read(options),
                pairs(RunOption.SET),
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
        int count = options.number(RunOption.PROCS_PER_NODE, 1);
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
                restartsOnJoin(),
                options.duration(RunOption.EXIT_TIMEOUT),
                options.oneOf(RunOption.EXIT_CODE, List.of("worker", "simple")).equals("simple"));
    }

    private Output output() {
        return new Output(
                options.find(RunOption.LOG_DIR).map(this::logDir),
                console(),
                options.find(RunOption.PREFIX),
                options.flag(RunOption.QUIET));
    }

    private Path logDir(String text) {
        Path folder = Path.of(text).toAbsolutePath().normalize();
        Path existing = folder;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
            throw new PlanException(options.named(RunOption.LOG_DIR) + ": cannot write below " + existing
                    + "; expected a folder that this user may write");
        }
        return folder;
    }

    private Output.Console console() {
        String text = options.text(RunOption.CONSOLE);
        if (!options.isGiven(RunOption.CONSOLE)) {
            return workerCount() <= MOST_SHOWN_BY_DEFAULT ? new Output.Console.All() : new Output.Console.FirstLocal();
        }
        return switch (text) {
            case "all" -> new Output.Console.All();
            case "none" -> new Output.Console.None();
            case "local0" -> new Output.Console.FirstLocal();
            default ->
                new Output.Console.Ranks(CodeSet.parse(text.startsWith("rank") ? text.substring(4) : text)
                        .orElseThrow(() -> new PlanException(options.named(RunOption.CONSOLE) + " is "
                                + Quote.text(text) + "; expected all, none, local0, rank0, or ranks such as 0,2-3")));
        };
    }
}
