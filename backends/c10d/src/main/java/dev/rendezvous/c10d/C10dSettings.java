package dev.rendezvous.c10d;

import dev.rendezvous.Endpoint;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.c10d.rule.Rules;
import dev.rendezvous.c10d.state.Family;
import dev.rendezvous.tcpstore.Dialect;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a node of a c10d run was told.
 *
 * @param backend the name that the application asked for
 * @param endpoint where the store is; has a port
 * @param runId the id of the run
 * @param family the releases of the other agents
 * @param dialect what the store speaks
 * @param address the name of this node; empty for that of the machine
 * @param rules of the run
 * @param times of this node
 * @param isHost whether this node hosts the store; empty to find out by the endpoint
 * @param sharesStore whether the workers use a store of the agents
 */
record C10dSettings(
        String backend,
        Endpoint endpoint,
        String runId,
        Family family,
        Dialect dialect,
        Optional<String> address,
        Rules rules,
        Times times,
        Optional<Boolean> isHost,
        boolean sharesStore) {

    static final String PEER = "peer";
    static final String DEFAULT_PEER = "2.6";
    static final String STORE_TYPE = "store_type";
    static final String STORE_DIALECT = "store_dialect";
    static final String IS_HOST = "is_host";
    static final String READ_TIMEOUT = "read_timeout";
    static final String JOIN_TIMEOUT = "join_timeout";
    static final String LAST_CALL_TIMEOUT = "last_call_timeout";
    static final String LAST_CALL = "last_call";
    static final String CLOSE_TIMEOUT = "close_timeout";
    static final String HEARTBEAT_TIMEOUT = "heartbeat_timeout";
    static final String KEEP_ALIVE_INTERVAL = "keep_alive_interval";
    static final String KEEP_ALIVE_MAX_ATTEMPT = "keep_alive_max_attempt";
    static final String SHARE_STORE = "share_store";
    static final String LINGER = "linger";

    /** By which PyTorch's agents are told not to share a store. All agents of a job must be told the same. */
    static final String DISABLE_SHARING = "TORCH_DISABLE_SHARE_RDZV_TCP_STORE";

    private static final int DEFAULT_PORT = 29_400;
    private static final int DEFAULT_ATTEMPTS = 3;
    private static final Duration DEFAULT_LAST_CALL = Duration.ofSeconds(30);

    /**
     * How long a node waits.
     *
     * @param join for a round
     * @param close to close the run
     * @param heartbeat to say that it is there
     * @param read for a key, and for the store
     * @param linger with the store that it hosts, for the others to leave
     */
    record Times(Duration join, Duration close, Duration heartbeat, Duration read, Duration linger) {}

    static C10dSettings of(RendezvousParameters parameters, Map<String, String> environment) {
        checkStoreType(parameters);
        if (parameters.runId().isEmpty()) {
            throw new IllegalArgumentException(
                    "the run id is empty; expected the id that torchrun was given as --rdzv-id");
        }
        Family family = family(parameters);
        return new C10dSettings(
                parameters.backend(),
                endpoint(parameters.endpoint()),
                parameters.runId(),
                family,
                dialect(parameters, family),
                parameters.localAddress(),
                rules(parameters, family),
                times(parameters),
                parameters.getBoolean(IS_HOST),
                parameters.getBoolean(SHARE_STORE).orElse(!"1".equals(environment.get(DISABLE_SHARING))));
    }

    /** {@return the key of the run's state} */
    String stateKey() {
        return "torch.rendezvous." + runId;
    }

    /** {@return what is before the keys of a round, without the slash} */
    String roundPrefix(long round) {
        return stateKey() + "." + round;
    }

    private static Endpoint endpoint(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(
                    "the endpoint is empty; the backend c10d needs that of torchrun, host or host:port, since a default would be"
                            + " another machine on each node");
        }
        return Endpoint.parse(text).withDefaultPort(DEFAULT_PORT);
    }

    private static Family family(RendezvousParameters parameters) {
        try {
            return Family.of(parameters.get(PEER).orElse(DEFAULT_PEER));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the config key " + PEER + ": " + e.getMessage(), e);
        }
    }

    /** Stores of 2.1 to 2.4 speak neither of the two. A store of this library speaks all. */
    private static Dialect dialect(RendezvousParameters parameters, Family family) {
        boolean old = family == Family.V1_13 || family == Family.V2_0;
        String text = parameters.get(STORE_DIALECT).orElse("auto");
        return switch (text) {
            case "auto" -> old ? Dialect.LEGACY_1_13 : Dialect.CURRENT;
            case "legacy" -> Dialect.LEGACY_1_13;
            case "current" -> Dialect.CURRENT;
            default ->
                throw new IllegalArgumentException(
                        "the config key " + STORE_DIALECT + " is \"" + text + "\"; expected auto, legacy or current");
        };
    }

    private static void checkStoreType(RendezvousParameters parameters) {
        String type = parameters.get(STORE_TYPE).orElse("tcp").strip();
        if (!type.equalsIgnoreCase("tcp")) {
            throw new IllegalArgumentException("the config key " + STORE_TYPE + " is \"" + type
                    + "\"; expected tcp, the only store of PyTorch that nodes of a JVM can use");
        }
    }

    private static Rules rules(RendezvousParameters parameters, Family family) {
        int attempts = DEFAULT_ATTEMPTS;
        OptionalInt given = parameters.getInt(KEEP_ALIVE_MAX_ATTEMPT);
        if (given.isPresent()) {
            attempts = given.getAsInt();
        }
        if (attempts < 1) {
            throw new IllegalArgumentException(
                    "the config key " + KEEP_ALIVE_MAX_ATTEMPT + " is " + attempts + "; expected at least 1");
        }
        return new Rules(
                parameters.minNodes(),
                parameters.maxNodes(),
                lastCall(parameters),
                positive(parameters, KEEP_ALIVE_INTERVAL, Duration.ofSeconds(5)),
                attempts,
                family.hasRedundancyList());
    }

    /** The launcher has an option for this, which is zero for a group that cannot grow. */
    private static Duration lastCall(RendezvousParameters parameters) {
        return parameters.get(LAST_CALL_TIMEOUT).isPresent()
                ? positive(parameters, LAST_CALL_TIMEOUT, DEFAULT_LAST_CALL)
                : parameters.getDuration(LAST_CALL).orElse(DEFAULT_LAST_CALL);
    }

    private static Times times(RendezvousParameters parameters) {
        return new Times(
                positive(parameters, JOIN_TIMEOUT, Duration.ofMinutes(10)),
                positive(parameters, CLOSE_TIMEOUT, Duration.ofSeconds(30)),
                positive(parameters, HEARTBEAT_TIMEOUT, Duration.ofSeconds(5)),
                positive(parameters, READ_TIMEOUT, Duration.ofSeconds(60)),
                parameters.getDuration(LINGER).orElse(Duration.ofSeconds(5)));
    }

    private static Duration positive(RendezvousParameters parameters, String key, Duration usual) {
        Duration value = parameters.getDuration(key).orElse(usual);
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException("the config key " + key + " is "
                    + parameters.get(key).orElse("") + "; expected a time of more than 0");
        }
        return value;
    }
}
