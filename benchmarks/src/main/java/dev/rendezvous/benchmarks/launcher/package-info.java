/** What {@code rdzv run} costs: a whole process, the reaction to an end, a new round, many agents, an agent that waits, output. */
@NullMarked
package dev.rendezvous.benchmarks.launcher;

import org.jspecify.annotations.NullMarked;
