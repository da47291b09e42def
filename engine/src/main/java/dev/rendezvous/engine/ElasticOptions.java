package dev.rendezvous.engine;

import dev.rendezvous.annotations.RendezvousBackend;
import dev.rendezvous.annotations.RendezvousBackend.Option;
import dev.rendezvous.annotations.RendezvousBackend.Options;
import dev.rendezvous.spi.TlsOptions;

/**
 * The config keys that every elastic backend reads. A backend declares them with {@code optionsFrom = ElasticOptions.class}, and adds
 * its own. {@link ElasticRendezvous} reads and checks those of the protocol. The backend reads those of its connection: {@link #USER},
 * {@link #PASSWORD_FILE}, {@link #SECRET_FILE}, and TLS through {@link TlsOptions}. It refuses those that its service has no use for.
 *
 * @since 0.1
 */
// Only compilers read the annotation: a user of this class needs neither its types nor the class of the defaults.
@SuppressWarnings("exports")
@Options({
    @Option(
            name = ElasticOptions.JOIN_TIMEOUT,
            type = RendezvousBackend.Type.DURATION,
            defaultValue = ElasticDefaults.JOIN_TIMEOUT,
            description = "how long a node waits for a round"),
    @Option(
            name = ElasticOptions.LAST_CALL,
            type = RendezvousBackend.Type.DURATION,
            defaultValue = ElasticDefaults.LAST_CALL,
            description = "how long the first round stays open for more nodes once there are enough"),
    @Option(
            name = ElasticOptions.REFORM_LAST_CALL,
            type = RendezvousBackend.Type.DURATION,
            defaultValue = ElasticDefaults.REFORM_LAST_CALL,
            description = "how long a later round stays open for more nodes once there are enough"),
    @Option(
            name = ElasticOptions.CLOSE_TIMEOUT,
            type = RendezvousBackend.Type.DURATION,
            defaultValue = ElasticDefaults.CLOSE_TIMEOUT,
            description = "how long closing the run may take"),
    @Option(
            name = ElasticOptions.LEASE,
            type = RendezvousBackend.Type.DURATION,
            defaultValue = ElasticDefaults.LEASE,
            description = "after which a silent node is lost; at least three heartbeats"),
    @Option(
            name = ElasticOptions.HEARTBEAT,
            type = RendezvousBackend.Type.DURATION,
            defaultValue = ElasticDefaults.HEARTBEAT,
            description = "how often a node shows that it lives"),
    @Option(
            name = ElasticOptions.UNREACHABLE_TIMEOUT,
            type = RendezvousBackend.Type.DURATION,
            defaultValue = ElasticDefaults.UNREACHABLE_TIMEOUT,
            description = "after which a node without contact to the service reports an error"),
    @Option(
            name = ElasticOptions.LINGER,
            type = RendezvousBackend.Type.DURATION,
            defaultValue = ElasticDefaults.LINGER,
            description = "how long the record of a run stays after its last node"),
    @Option(
            name = ElasticOptions.READ_TIMEOUT,
            type = RendezvousBackend.Type.DURATION,
            defaultValue = ElasticDefaults.READ_TIMEOUT,
            description = "how long the store of a round waits for a key"),
    @Option(
            name = ElasticOptions.MAX_FAILURES,
            type = RendezvousBackend.Type.INT,
            description = "how many rounds may fail before the run fails; unlimited if absent"),
    @Option(
            name = ElasticOptions.LATE_JOINERS,
            defaultValue = ElasticDefaults.LATE_JOINERS,
            description =
                    "restart: a late node restarts a round that has room; wait: it is a spare until the round ends"),
    @Option(
            name = ElasticOptions.EVICT_AFTER,
            type = RendezvousBackend.Type.DURATION,
            defaultValue = ElasticDefaults.EVICT_AFTER,
            description =
                    "after which a member is evicted that holds up the next round; longer than programs take to stop; 0s for never"),
    @Option(
            name = ElasticOptions.SELF_FENCE,
            type = RendezvousBackend.Type.BOOL,
            defaultValue = ElasticDefaults.SELF_FENCE,
            description = "whether a node without contact stops before its lease ends"),
    @Option(
            name = ElasticOptions.NODE_ID,
            description = "a name that this node keeps across restarts; unique in the run"),
    @Option(name = ElasticOptions.LABELS, description = "what others see of this node, as key=value;key=value"),
    @Option(
            name = ElasticOptions.RANK_BY,
            defaultValue = ElasticDefaults.RANK_BY,
            description = "the order of ranks: sticky, natural (host names), id, join or label:KEY"),
    @Option(name = ElasticOptions.JOB, description = "a fingerprint of the job; nodes with another one are refused"),
    @Option(name = ElasticOptions.USER, description = "the user of the service"),
    @Option(name = ElasticOptions.PASSWORD_FILE, description = "a file with the password of the user"),
    @Option(
            name = ElasticOptions.SECRET_FILE,
            description = "a file with a text that all nodes know, and strangers do not"),
    @Option(
            name = TlsOptions.TLS,
            type = RendezvousBackend.Type.BOOL,
            defaultValue = "false",
            description = "whether to encrypt; all nodes or none"),
    @Option(name = TlsOptions.KEY_STORE, description = "a file with the key and the certificate of this node"),
    @Option(name = TlsOptions.KEY_STORE_PASSWORD_FILE, description = "a file with the password of the key store"),
    @Option(
            name = TlsOptions.TRUST_STORE,
            description = "a file with the certificates to trust, if not those that Java trusts"),
    @Option(name = TlsOptions.TRUST_STORE_PASSWORD_FILE, description = "a file with the password of the trust store")
})
public final class ElasticOptions {

    /** How long a node waits for a round. */
    public static final String JOIN_TIMEOUT = "join_timeout";

    /** How long the first round stays open for more nodes once there are enough. */
    public static final String LAST_CALL = "last_call";

    /** How long a later round stays open for more nodes once there are enough. */
    public static final String REFORM_LAST_CALL = "reform_last_call";

    /** How long closing the run may take. */
    public static final String CLOSE_TIMEOUT = "close_timeout";

    /** After which a silent node is lost; at least three heartbeats. */
    public static final String LEASE = "lease";

    /** How often a node shows that it lives. */
    public static final String HEARTBEAT = "heartbeat";

    /** After which a node without contact to the service reports an error. */
    public static final String UNREACHABLE_TIMEOUT = "unreachable_timeout";

    /** How long the record of a run stays after its last node. */
    public static final String LINGER = "linger";

    /** How long the store of a round waits for a key. */
    public static final String READ_TIMEOUT = "read_timeout";

    /** How many rounds may fail before the run fails; unlimited if absent. */
    public static final String MAX_FAILURES = "max_failures";

    /** What a node does that comes while a round with room is running: {@code restart} or {@code wait}. */
    public static final String LATE_JOINERS = "late_joiners";

    /** After which a member is evicted that holds up the next round; zero for never. */
    public static final String EVICT_AFTER = "evict_after";

    /** Whether a node without contact stops before its lease ends. */
    public static final String SELF_FENCE = "self_fence";

    /** A name that this node keeps across restarts; unique in the run. */
    public static final String NODE_ID = "node_id";

    /** What others see of this node, as {@code key=value;key=value}. */
    public static final String LABELS = "labels";

    /** The order of ranks: {@code sticky}, {@code natural}, {@code id}, {@code join} or {@code label:KEY}. */
    public static final String RANK_BY = "rank_by";

    /** A fingerprint of the job; nodes with another one are refused. */
    public static final String JOB = "job";

    /** The user of the service. */
    public static final String USER = "user";

    /** A file with the password of the user. */
    public static final String PASSWORD_FILE = "password_file";

    /** A file with a text that all nodes know, and strangers do not. */
    public static final String SECRET_FILE = "secret_file";

    private ElasticOptions() {}
}
