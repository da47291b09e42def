/** From the options of the launcher to the parameters of a backend. */
@NullMarked
package dev.rendezvous.launcher.backend;

import org.jspecify.annotations.NullMarked;
