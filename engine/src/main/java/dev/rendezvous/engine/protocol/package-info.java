/**
 * The protocol as a pure function: {@link dev.rendezvous.engine.protocol.Engine#step} takes the state of a node and an
 * event to the next state and to actions. Values only: no clock, no thread, no input and no output. The handler and the
 * simulator drive the same function.
 *
 * <p>At most one work request and one keep-alive are in flight. After each event the {@link
 * dev.rendezvous.engine.protocol.Chore chores} are tried in a fixed sequence; the first that has something to ask takes
 * the work lane.
 */
@NullMarked
package dev.rendezvous.engine.protocol;

import org.jspecify.annotations.NullMarked;
