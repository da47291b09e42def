/** An agent of the JVM that gives a process a wall clock of its own. Not exported: {@code dev.rendezvous.engine.tck.group} uses it. */
@NullMarked
package dev.rendezvous.engine.tck.clock;

import org.jspecify.annotations.NullMarked;
