/**
 * The contract of groups whose nodes are real processes: they are killed and stopped, and their clocks are wrong. A backend extends {@link
 * dev.rendezvous.engine.tck.group.GroupContract}.
 */
@NullMarked
package dev.rendezvous.engine.tck.group;

import org.jspecify.annotations.NullMarked;
