/** The store of the workers, which lives for one round, and the table of the ranks. */
@NullMarked
package dev.rendezvous.launcher.store;

import org.jspecify.annotations.NullMarked;
