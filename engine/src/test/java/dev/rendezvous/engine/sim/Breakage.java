package dev.rendezvous.engine.sim;

/** A rule broken from outside the protocol: by the service, the network or the program. The checker must object to each. */
enum Breakage {
    UNCONDITIONAL_SEAL,
    BLIND_RETRY,
    WALL_CLOCKS,
    STALE_MEMBERS,
    VERSIONS_RESTART,
    LOST_WRITES,
    NO_TAKE_OVER,
    EVENTS_AS_DATA,
    PREDECESSOR_LEADS,
    ADDRESS_LATER,
    WANTS_NUMBER,
    MEMBERS_BEFORE_SEAL,
    IDENTITY_BY_NAME,
    NO_BASE_NUMBER,
    HINT_LOST_DURING_READ,
    ENDS_BEFORE_MEMBERS,
    TURN_DELETED_AT_CLOSE,
    NO_WATCH_ON_ENDS,
    ROOT_BY_MEMBER_KEY,
    FINISHED_IS_LEASED,
    RESTARTABLE_IGNORED,
    LEFT_UNTOLD,
    FINISHED_WITHOUT_LEASE,
    FULL_UNTOLD,
    NO_SEEN,
    NOTHING_PUT_AGAIN
}
