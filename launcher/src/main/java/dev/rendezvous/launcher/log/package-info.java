/** What workers print: files, prefixes, and the console. */
@NullMarked
package dev.rendezvous.launcher.log;

import org.jspecify.annotations.NullMarked;
