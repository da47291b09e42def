/** A real browser without a screen, for tests of pages. */
@NullMarked
package dev.rendezvous.launcher.browser;

import org.jspecify.annotations.NullMarked;
