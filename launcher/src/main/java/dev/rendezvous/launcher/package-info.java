/**
 * Runs any command as a distributed, elastic job: {@link dev.rendezvous.launcher.Launcher} takes a {@link
 * dev.rendezvous.launcher.plan.Plan}, meets the other nodes through a backend, and starts, watches and stops the workers of this node.
 */
@NullMarked
package dev.rendezvous.launcher;

import org.jspecify.annotations.NullMarked;
