/** Correct and damaged backends against the check. */
@NullMarked
package dev.rendezvous.tck.backend;

import org.jspecify.annotations.NullMarked;
