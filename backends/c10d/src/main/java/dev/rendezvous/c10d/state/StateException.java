package dev.rendezvous.c10d.state;

/** A value that is not the state of a run, as a family has it. The message names the field and what was found. */
final class StateException extends Exception {

    private static final long serialVersionUID = 1L;

    StateException(String message) {
        super(message);
    }
}
