/**
 * What a class loader sees: {@code rdzv backends} and {@code rdzv explain}. {@link dev.rendezvous.cli.backends.Plugins} are opened as
 * a {@link dev.rendezvous.cli.backends.Catalog}, which is shown as text or as JSON; the demo opens one too.
 */
@NullMarked
package dev.rendezvous.cli.backends;

import org.jspecify.annotations.NullMarked;
