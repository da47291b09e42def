package dev.rendezvous.c10d.cell;

import dev.rendezvous.c10d.rule.Action;
import dev.rendezvous.c10d.state.RunState;

/**
 * How an operation ended.
 *
 * @param action the last one, which changes nothing
 * @param state in which it was chosen
 */
public record Ended(Action action, RunState state) {}
