package dev.rendezvous.c10d.cell;

import dev.rendezvous.c10d.state.RunState;
import java.util.Optional;

/**
 * What was in a cell.
 *
 * @param token the text that was stored, by which a write is fenced
 * @param state the state; empty if no node has written one
 * @param written whether it is what this call has written
 */
public record Seen(String token, Optional<RunState> state, boolean written) {

    /** {@return the state, which is the empty one if no node has written one} */
    public RunState stateOrEmpty() {
        return state.orElse(RunState.EMPTY);
    }
}
