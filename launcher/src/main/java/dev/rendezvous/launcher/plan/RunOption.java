package dev.rendezvous.launcher.plan;

import java.util.List;
import java.util.Locale;

/**
 * The options of {@code rdzv run}. One table for the command line, the environment variables, {@code --dry-run} and the page.
 *
 * @since 0.1
 */
public enum RunOption {
    /** How many nodes. */
    NODES(Kind.VALUE, "nodes", "N|MIN:MAX", "1", "How many nodes take part: N, or from MIN to MAX.", "nnodes"),
    /** How many workers on this node. */
    PROCS_PER_NODE(
            Kind.VALUE,
            "procs-per-node",
            "N|cpu",
            "1",
            "How many workers this node starts; cpu for one each processor. Nodes may differ.",
            "nproc-per-node"),
    /** Which backend. */
    BACKEND(
            Kind.VALUE,
            "backend",
            "NAME",
            "tcp",
            "Through which backend the nodes meet. The default is static if --node-rank is given and the number of nodes is fixed.",
            "rdzv-backend"),
    /** Where the backend is. */
    ENDPOINT(
            Kind.VALUE,
            "endpoint",
            "ENDPOINT",
            "",
            "Where the backend is reached, such as HOST:PORT. Needed with several nodes."
                    + " HOST:0 with tcp: this agent hosts the store on a free port and prints it.",
            "rdzv-endpoint"),
    /** Which run. */
    RUN_ID(
            Kind.VALUE,
            "run-id",
            "ID",
            "",
            "The run whose nodes meet. Needed with several nodes; random with --standalone.",
            "rdzv-id"),
    /** Config keys of the backend. */
    BACKEND_OPT(
            Kind.LIST, "backend-opt", "KEY=VALUE", "", "A config key of the backend. May be repeated.", "rdzv-conf"),
    /** One node, nothing needed. */
    STANDALONE(
            Kind.FLAG,
            "standalone",
            "",
            "",
            "One node that needs no endpoint: the launcher hosts the store on the loopback address.",
            "standalone"),
    /** Rank of a node that is given. */
    NODE_RANK(
            Kind.VALUE,
            "node-rank",
            "R",
            "",
            "The rank of this node, for a backend that does not assign ranks.",
            "node-rank"),
    /** How nodes are ranked. */
    RANK_BY(
            Kind.VALUE,
            "rank-by",
            "RULE",
            "sticky",
            "How the backend ranks the nodes: sticky, natural, id, join or label:KEY.",
            ""),
    /** A stable name of this node. */
    NODE_ID(Kind.VALUE, "node-id", "ID", "", "A stable name of this node. The default is made by the backend.", ""),
    /** Labels that all nodes see. */
    LABEL(Kind.LIST, "label", "KEY=VALUE", "", "A label of this node that all nodes see. May be repeated.", ""),
    /** Label of the same name. */
    ROLE(
            Kind.VALUE,
            "role",
            "NAME",
            "",
            "The role of the workers of this node: the same as --label role=NAME.",
            "role"),
    /** Own address. */
    LOCAL_ADDR(
            Kind.VALUE,
            "local-addr",
            "ADDR|if:NAME|cidr:NET",
            "",
            "The address by which others reach this node. The default is the one on the route to the endpoint.",
            "local-addr"),
    /** Ports of what the agent hosts. */
    PORT_RANGE(
            Kind.VALUE,
            "port-range",
            "A-B",
            "",
            "The ports of the stores that the agent hosts, and of the profiles dmlc and lightgbm. The default is any that is free.",
            ""),
    /** How long to wait for the others. */
    JOIN_TIMEOUT(
            Kind.VALUE,
            "join-timeout",
            "TIME",
            "10m",
            "How long to wait until enough nodes are there, such as 500ms, 30s, 10m.",
            ""),
    /** How long to wait for more than the least. */
    LAST_CALL(
            Kind.VALUE,
            "last-call",
            "TIME",
            "30s",
            "How long to wait for further nodes when the least number is there. 0 if the number is fixed.",
            ""),
    /** Sign of life. */
    HEARTBEAT(Kind.VALUE, "heartbeat", "TIME", "5s", "How often this node gives a sign of life.", ""),
    /** When a silent node is lost. */
    LEASE(Kind.VALUE, "lease", "TIME", "15s", "After which silence a node is lost.", ""),
    /** Budget of failures. */
    MAX_RESTARTS(
            Kind.VALUE,
            "max-restarts",
            "N",
            "0",
            "How many failures the whole job may have before it fails. Nodes that come and go do not count.",
            "max-restarts"),
    /** Pause before a restart. */
    RESTART_BACKOFF(
            Kind.VALUE,
            "restart-backoff",
            "MIN..MAX",
            "1s..30s",
            "The pause after a failure. It doubles with each failure in a row, up to MAX, with jitter.",
            ""),
    /** Codes that end the job. */
    NO_RESTART_CODES(
            Kind.VALUE,
            "no-restart-codes",
            "LIST",
            "126,127",
            "Exit codes after which there is no restart, such as 2,64-78. There is none after 126 and 127 in any case.",
            ""),
    /** What a new node does. */
    ON_CHANGE(
            Kind.VALUE,
            "on-change",
            "restart|ignore",
            "restart",
            "What a node that joins does to a running round: restart it, or wait for the next.",
            ""),
    /** The signal that stops a worker. */
    STOP_SIGNAL(Kind.VALUE, "stop-signal", "SIGNAL", "TERM", "The signal that asks a worker to stop.", ""),
    /** How long a worker may take to stop. */
    STOP_TIMEOUT(
            Kind.VALUE,
            "stop-timeout",
            "TIME",
            "30s",
            "How long the workers may take to stop, all together. Then they are killed.",
            "shutdown-timeout"),
    /** Which processes get the stop signal. */
    SIGNAL_SCOPE(
            Kind.VALUE,
            "signal-scope",
            "group|worker",
            "group",
            "Which processes get the stop signal: the command and its children, or the command alone.",
            ""),
    /** Signals for the workers. */
    FORWARD(
            Kind.VALUE,
            "forward",
            "SIGNALS",
            "USR1,USR2",
            "Signals that are passed on to the commands of the workers. INT, TERM and HUP stop the workers, unless they are listed.",
            ""),
    /** Signal that announces the leave. */
    DRAIN_ON(
            Kind.VALUE,
            "drain-on",
            "SIGNAL",
            "",
            "A signal that announces that this node will leave, as soon as the others can go on without it.",
            ""),
    /** How long to wait for slower nodes. */
    EXIT_TIMEOUT(
            Kind.VALUE,
            "exit-timeout",
            "TIME",
            "5m",
            "How long a node that is done waits for slower ones. The node with the store of the workers waits without limit.",
            ""),
    /** How long the backend may be away. */
    STORE_PATIENCE(
            Kind.VALUE,
            "store-patience",
            "TIME",
            "30s",
            "How long the backend may be unreachable before the workers are stopped.",
            ""),
    /** When to end in doubt. */
    FENCE(
            Kind.VALUE,
            "fence",
            "lenient|strict",
            "lenient",
            "strict stops the workers before another node could take their place.",
            ""),
    /** What is checked before each join. */
    HEALTH_CHECK(
            Kind.VALUE,
            "health-check",
            "COMMAND",
            "",
            "A command that a shell runs before each join, for at most 1 minute. If it does not exit with 0, this node does not join.",
            ""),
    /** How often an unhealthy node tries again. */
    HEALTH_RETRIES(
            Kind.VALUE,
            "health-retries",
            "N",
            "3",
            "How often a failed health check is tried again, after the pauses of --restart-backoff. Then the agent exits with 75.",
            ""),
    /** Which variables. */
    ENV(
            Kind.VALUE,
            "env",
            "PROFILES",
            "torch",
            "Which variables a worker gets besides RDZV_*: a list of torch, dmlc and lightgbm, or none.",
            ""),
    /** A variable for the workers. */
    SET(Kind.LIST, "set", "KEY=VALUE", "", "An environment variable for the workers. May be repeated.", ""),
    /** A variable that the workers do not get. */
    UNSET(Kind.LIST, "unset", "KEY", "", "An environment variable that the workers do not get. May be repeated.", ""),
    /** Where output goes. */
    LOG_DIR(Kind.VALUE, "log-dir", "DIR", "", "Where the output of each worker is kept in files.", "log-dir"),
    /** What is shown. */
    CONSOLE(
            Kind.VALUE,
            "console",
            "WHICH",
            "all",
            "Whose output is shown: all, none, local0, rank0, or ranks such as 0,2-3. The default is local0 from 9 local workers on.",
            ""),
    /** What stands before a line. */
    PREFIX(
            Kind.VALUE,
            "prefix",
            "TEMPLATE",
            "",
            "What stands before each line, with {rank}, {local}, {node}, {host}, {round}. The default is \"[{rank}] \".",
            ""),
    /** What happens, for machines. */
    EVENTS(
            Kind.VALUE,
            "events",
            "FILE",
            "",
            "Where events are written, one JSON object a line; - for the standard error. --log-dir keeps them too.",
            ""),
    /** Status pages. */
    HTTP(
            Kind.VALUE,
            "http",
            "[ADDR:]PORT",
            "",
            "Where a page for people, /healthz, /readyz, /metrics and /status are served. The default of ADDR is loopback; port 0 is any.",
            ""),
    /** Whether a run that has ended well is fine. */
    LATE_OK(Kind.FLAG, "late-ok", "", "", "An agent of a run that has already ended well exits with 0.", ""),
    /** Which exit codes. */
    EXIT_CODE(
            Kind.VALUE,
            "exit-code",
            "worker|simple",
            "worker",
            "worker: the code of the worker that failed first. simple: 0, 1 or 2.",
            ""),
    /** Whether a torchrun worker may start this. */
    NESTED(Kind.FLAG, "nested", "", "", "Allows a start inside a worker of torchrun.", ""),
    /** Whether to look at the scheduler's variables. */
    NO_DETECT(
            Kind.FLAG,
            "no-detect",
            "",
            "",
            "Takes nothing from the environment of Slurm, Open MPI, MPICH or Kubernetes.",
            ""),
    /** Only show. */
    DRY_RUN(Kind.FLAG, "dry-run", "", "", "Shows each value and its source, and starts nothing.", ""),
    /** Only errors. */
    QUIET(Kind.FLAG, "quiet", "", "", "The launcher itself prints errors only.", ""),
    /** Everything. */
    VERBOSE(Kind.FLAG, "verbose", "", "", "The launcher also prints each event.", ""),
    /** For machines. */
    JSON(Kind.FLAG, "json", "", "", "Prints the result of --dry-run as JSON.", "");

    /** How often an option may be given, and whether it has a value. */
    public enum Kind {
        /** Once, with a value. */
        VALUE,
        /** Repeatable, with a value. */
        LIST,
        /** Without a value. */
        FLAG
    }

    private final Kind kind;
    private final String key;
    private final String label;
    private final String defaultValue;
    private final String description;
    private final String torchKey;

    RunOption(Kind kind, String key, String label, String defaultValue, String description, String torchKey) {
        this.kind = kind;
        this.key = key;
        this.label = label;
        this.defaultValue = defaultValue;
        this.description = description;
        this.torchKey = torchKey;
    }

    /** {@return whether it has a value, and how many} */
    public Kind kind() {
        return kind;
    }

    /** {@return the name with its dashes, such as {@code --nodes}} */
    public String flag() {
        return "--" + key;
    }

    /** {@return what its value looks like; empty for a flag} */
    public String label() {
        return label;
    }

    /** {@return the default; empty if there is none, or if it depends} */
    public String defaultValue() {
        return defaultValue;
    }

    /** {@return one sentence or two} */
    public String description() {
        return description;
    }

    /** {@return other spellings, those of torchrun; with dashes} */
    public List<String> aliases() {
        String short_ = this == PROCS_PER_NODE ? "-n" : "";
        return List.of("--" + torchKey, "--" + torchKey.replace('-', '_'), short_).stream()
                .filter(name -> name.length() > (name.startsWith("--") ? 2 : 0) && !name.equals(flag()))
                .distinct()
                .toList();
    }

    /** {@return the environment variable that sets it} */
    public String variable() {
        return "RDZV_RUN_" + upper(key);
    }

    /** {@return the environment variable of torchrun that sets it; empty if there is none} */
    public String torchVariable() {
        return torchKey.isEmpty() ? "" : "PET_" + upper(torchKey);
    }

    private static String upper(String name) {
        return name.replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
