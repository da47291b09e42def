package dev.rendezvous.launcher.plan;

import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;

/** Reads which run this node takes part in, and how it meets the others. */
final class JobOptions {

    private final Options options;

    private JobOptions(Options options) {
        this.options = options;
    }

    /**
     * {@return the job}
     *
     * @throws PlanException if options are missing, or contradict each other
     */
    static Job read(Options options) {
        return new JobOptions(options).read();
    }

    private Job read() {
        NodeRange nodes = nodes();
        Map<String, String> labels = labels();
        Optional<String> endpoint = options.find(RunOption.ENDPOINT);
        boolean asked = options.flag(RunOption.STANDALONE);
        if (asked) {
            checkStandalone(nodes);
        }
        boolean hasBackend = options.isGiven(RunOption.BACKEND)
                && !options.text(RunOption.BACKEND).equals("tcp");
        boolean standalone = asked || (nodes.max() == 1 && endpoint.isEmpty() && !hasBackend);
        Job job = new Job(
                standalone ? options.find(RunOption.RUN_ID).orElseGet(JobOptions::randomId) : runId(nodes),
                nodes,
                backend(nodes, standalone),
                standalone ? "" : endpoint.orElseThrow(this::noEndpoint),
                standalone,
                options.find(RunOption.LOCAL_ADDR),
                labels,
                BackendKeys.of(options, nodes, labels, standalone),
                options.flag(RunOption.LATE_OK));
        checkAnyPort(job);
        return job;
    }

    private void checkAnyPort(Job job) {
        if (!job.hostsOnAnyPort()) {
            return;
        }
        String option = options.named(RunOption.ENDPOINT) + " " + job.endpoint();
        if (!job.backend().equals("tcp")) {
            throw new PlanException(option
                    + ": only with the backend tcp can this agent host the store on a free port, and the backend is "
                    + job.backend() + "; expected HOST:PORT"
                    + (job.nodes().max() > 1 ? "" : ", or --standalone for one node"));
        }
        if ("no".equals(options.pairs(RunOption.BACKEND_OPT).get("serve"))) {
            throw new PlanException(option + " and " + options.named(RunOption.BACKEND_OPT)
                    + " serve=no contradict each other: with port 0 this agent hosts the store");
        }
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

    /** A role is for the workers too, so a backend without labels is not an error. */
    private Map<String, String> labels() {
        Map<String, String> labels = options.pairs(RunOption.LABEL);
        options.find(RunOption.ROLE).ifPresent(role -> {
            String other = labels.put("role", role);
            if (other != null && !other.equals(role)) {
                throw new PlanException(options.named(RunOption.LABEL) + " role=" + other + " and "
                        + options.named(RunOption.ROLE) + " " + role + " contradict each other");
            }
        });
        return labels;
    }
}
