package dev.rendezvous.engine.message;

import dev.rendezvous.engine.cell.Closed;

/** What happens to a node. */
public sealed interface Event {

    /** The program asks for the next round. */
    record Join() implements Event {}

    /** The program leaves, or was interrupted. */
    record Leave() implements Event {}

    /** The program closes the run. */
    record CloseRun(Closed closed) implements Event {}

    /** The work of the round failed. */
    record Fail(int worker, int code, String message, boolean restartable) implements Event {}

    /** The work of the round ended well. */
    record Finish() implements Event {}

    /** The node will leave. */
    record Drain() implements Event {}

    /** The record of an ended run shall go. */
    record Forget() implements Event {}

    /** The program wants to know what the service says now. */
    record Look() implements Event {}

    /** Time has passed. */
    record Tick() implements Event {}

    /** Something below the prefix may have changed. */
    record Hint(String prefix) implements Event {}

    /** An operation was answered. */
    record Answered(int id, Answer answer) implements Event {}
}
