/** Checks beforehand whether this node could take part in a run. */
@NullMarked
package dev.rendezvous.launcher.doctor;

import org.jspecify.annotations.NullMarked;
