package dev.rendezvous.c10d.rule;

/** What a node does next. */
public enum Action {
    /** Says that it is there. */
    KEEP_ALIVE,
    /** Joins the open round. */
    ADD_TO_PARTICIPANTS,
    /** Waits for the next round. */
    ADD_TO_WAIT_LIST,
    /** Stands by, since the round is full. */
    ADD_TO_REDUNDANCY_LIST,
    /** Leaves the round. */
    REMOVE_FROM_PARTICIPANTS,
    /** Waits no longer. */
    REMOVE_FROM_WAIT_LIST,
    /** Stands by no longer. */
    REMOVE_FROM_REDUNDANCY_LIST,
    /** Begins the round. */
    MARK_COMPLETE,
    /** Closes the run. */
    MARK_CLOSED,
    /** Waits for a change of the state. */
    SYNC,
    /** Has nothing more to do. */
    FINISH,
    /** Fails, since the run is closed. */
    ERROR_CLOSED,
    /** Fails, since its time is over. */
    ERROR_TIMEOUT,
    /** Ends well, since the run is closed and this node only stood by. */
    GRACEFUL_EXIT;

    /** {@return whether it changes the state} */
    public boolean isChange() {
        return switch (this) {
            case SYNC, FINISH, ERROR_CLOSED, ERROR_TIMEOUT, GRACEFUL_EXIT -> false;
            default -> true;
        };
    }

    /** {@return whether it says that this node is there} */
    public boolean isBeat() {
        return this == KEEP_ALIVE
                || this == ADD_TO_PARTICIPANTS
                || this == ADD_TO_WAIT_LIST
                || this == ADD_TO_REDUNDANCY_LIST;
    }
}
