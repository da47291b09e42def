package dev.rendezvous.engine.message;

import java.util.List;
import java.util.Optional;

/** What a node wants done. */
public sealed interface Action {

    /** Send an operation. */
    record Send(int id, Operation operation) implements Action {}

    /** Stop watching a prefix. */
    record Unwatch(String prefix) implements Action {}

    /** Answer a call of the program. */
    record Reply(Call call, Outcome outcome) implements Action {}

    /** The calls of a program. */
    enum Call {
        /** {@link Event.Join}. */
        JOIN,
        /** {@link Event.Leave}. */
        LEAVE,
        /** {@link Event.CloseRun}. */
        CLOSE,
        /** {@link Event.Fail}. */
        FAIL,
        /** {@link Event.Finish}. */
        FINISH,
        /** {@link Event.Drain}. */
        DRAIN,
        /** {@link Event.Forget}. */
        FORGET,
        /** {@link Event.Look}. */
        LOOK
    }

    /** How a call ended. */
    sealed interface Outcome {

        /** The node is in a round. */
        record Entered(Round round) implements Outcome {}

        /** The call is done. */
        record Done(boolean yes) implements Outcome {}

        /** The call failed; the nodes that were missing are named where they are known. */
        record Failed(Problem problem, String message, Optional<Throwable> cause, List<String> missing)
                implements Outcome {

            /** A failure for which no other node is to blame. */
            public Failed(Problem problem, String message, Optional<Throwable> cause) {
                this(problem, message, cause, List.of());
            }
        }
    }

    /** Why a call failed. */
    enum Problem {
        /** The run is closed. */
        CLOSED,
        /** The node is not needed any more. */
        GRACEFUL_EXIT,
        /** The deadline has passed. */
        TIMEOUT,
        /** The service does not answer. */
        CONNECTION,
        /** Settings, identity or a value in the service forbid it. */
        STATE,
        /** The service refuses. */
        REFUSED
    }
}
