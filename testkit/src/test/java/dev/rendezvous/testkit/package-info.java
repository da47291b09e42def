/** The fixtures themselves. */
@NullMarked
package dev.rendezvous.testkit;

import org.jspecify.annotations.NullMarked;
