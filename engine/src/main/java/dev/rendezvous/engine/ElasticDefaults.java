package dev.rendezvous.engine;

/** The defaults of {@link ElasticOptions}, as text: for the registry, and for a handler that is made without one. */
final class ElasticDefaults {

    static final String JOIN_TIMEOUT = "10m";
    static final String LAST_CALL = "30s";
    static final String REFORM_LAST_CALL = "5s";
    static final String CLOSE_TIMEOUT = "30s";
    static final String LEASE = "15s";
    static final String HEARTBEAT = "5s";
    static final String UNREACHABLE_TIMEOUT = "30s";
    static final String LINGER = "2h";
    static final String READ_TIMEOUT = "60s";
    static final String LATE_JOINERS = "restart";
    static final String EVICT_AFTER = "0s";
    static final String SELF_FENCE = "false";
    static final String RANK_BY = "sticky";

    private ElasticDefaults() {}
}
