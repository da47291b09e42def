/** {@code rdzv run}: its options come from the table of the launcher. */
@NullMarked
package dev.rendezvous.cli.run;

import org.jspecify.annotations.NullMarked;
