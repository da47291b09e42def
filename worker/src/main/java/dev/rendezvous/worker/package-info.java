/**
 * For a program that {@code rdzv run} starts: {@link dev.rendezvous.worker.Worker} tells its place in the job, opens the store that all
 * workers of the round share, and ends the program with its agent.
 */
@NullMarked
package dev.rendezvous.worker;

import org.jspecify.annotations.NullMarked;
