package dev.rendezvous.engine.protocol;

import dev.rendezvous.engine.cell.Closed;
import dev.rendezvous.engine.message.Action;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the program wants.
 *
 * @param engaged whether the node takes part, from the first join until it has left
 * @param join the call that waits for a round
 * @param fail until when a call waits for its record
 * @param finish until when a call waits for the outcome
 * @param drain until when a call waits for the write
 * @param look until when a call waits for a look
 * @param close the call that closes the run
 * @param leaveAt when to leave at the latest, for a node that has finished and waits for the end of the run
 * @param leaving the leave in progress
 * @param forget the call that removes the record of an ended run
 */
record Wish(
        boolean engaged,
        Optional<Joining> join,
        OptionalLong fail,
        OptionalLong finish,
        OptionalLong drain,
        OptionalLong look,
        Optional<Closing> close,
        OptionalLong leaveAt,
        Optional<Leaving> leaving,
        Optional<Forgetting> forget) {

    /** A call that waits for a round. */
    record Joining(long deadline, long since, boolean spare, boolean explaining) {}

    /** A call that closes the run. */
    record Closing(Closed closed, long until) {}

    /** A leave in progress: how long, how many tries are left, what to reply at its end. */
    record Leaving(long until, int tries, boolean cleaned, Action.Reply then) {}

    /** Removing the record of an ended run. */
    record Forgetting(Stage stage, long until, long version) {}

    /** What is done next to remove the record of an ended run. */
    enum Stage {
        LOOK,
        MEMBERS,
        ENDS,
        STORES,
        SEAL
    }

    static final Wish NONE = new Wish(
            false,
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty());

    Wish joining(Optional<Joining> call) {
        return new Wish(engaged || call.isPresent(), call, fail, finish, drain, look, close, leaveAt, leaving, forget);
    }

    Wish failing(OptionalLong until) {
        return new Wish(engaged, join, until, finish, drain, look, close, leaveAt, leaving, forget);
    }

    Wish finishing(OptionalLong until) {
        return new Wish(engaged, join, fail, until, drain, look, close, leaveAt, leaving, forget);
    }

    Wish draining(OptionalLong until) {
        return new Wish(engaged, join, fail, finish, until, look, close, leaveAt, leaving, forget);
    }

    Wish looking(OptionalLong until) {
        return new Wish(engaged, join, fail, finish, drain, until, close, leaveAt, leaving, forget);
    }

    Wish closing(Optional<Closing> call) {
        return new Wish(engaged, join, fail, finish, drain, look, call, leaveAt, leaving, forget);
    }

    Wish leavingAt(OptionalLong at) {
        return new Wish(engaged, join, fail, finish, drain, look, close, at, leaving, forget);
    }

    Wish leaving(Leaving leave) {
        return new Wish(
                engaged, join, fail, finish, drain, look, close, OptionalLong.empty(), Optional.of(leave), forget);
    }

    Wish forgetting(Optional<Forgetting> call) {
        return new Wish(engaged, join, fail, finish, drain, look, close, leaveAt, leaving, call);
    }
}
