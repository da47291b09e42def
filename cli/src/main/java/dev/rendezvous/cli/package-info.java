/**
 * The command {@code rdzv}: one class for each subcommand, named {@code ...Command}, and behind them what they share:
 * {@link dev.rendezvous.cli.backends.Plugins} are opened as a {@link dev.rendezvous.cli.backends.Catalog}, which is shown as text or as JSON.
 */
@NullMarked
package dev.rendezvous.cli;

import org.jspecify.annotations.NullMarked;
