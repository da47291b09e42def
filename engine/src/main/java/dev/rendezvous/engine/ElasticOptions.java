package dev.rendezvous.engine;

/** The config keys that every elastic backend reads. */
public final class ElasticOptions {
    static final String JOIN_TIMEOUT = "join_timeout";
    static final String LAST_CALL = "last_call";
    static final String REFORM_LAST_CALL = "reform_last_call";
    static final String CLOSE_TIMEOUT = "close_timeout";
    static final String LEASE = "lease";
    static final String HEARTBEAT = "heartbeat";
    static final String UNREACHABLE_TIMEOUT = "unreachable_timeout";
    static final String LINGER = "linger";
    static final String READ_TIMEOUT = "read_timeout";
    static final String MAX_FAILURES = "max_failures";
    static final String LATE_JOINERS = "late_joiners";
    static final String EVICT_AFTER = "evict_after";
    static final String SELF_FENCE = "self_fence";
    static final String NODE_ID = "node_id";
    static final String LABELS = "labels";
    static final String RANK_BY = "rank_by";
    static final String JOB = "job";

    private ElasticOptions() {}
}
