/** What the launcher itself prints. */
@NullMarked
package dev.rendezvous.launcher.report;

import org.jspecify.annotations.NullMarked;
