/** What an agent knows of its job now, and the pages that show it. */
@NullMarked
package dev.rendezvous.launcher.status;

import org.jspecify.annotations.NullMarked;
