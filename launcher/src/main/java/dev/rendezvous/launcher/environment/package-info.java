/** The environment variables of a worker, for each framework. */
@NullMarked
package dev.rendezvous.launcher.environment;

import org.jspecify.annotations.NullMarked;
