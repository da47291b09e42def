/** From options, environment and defaults to an immutable plan. Connects to nothing. */
@NullMarked
package dev.rendezvous.launcher.plan;

import org.jspecify.annotations.NullMarked;
