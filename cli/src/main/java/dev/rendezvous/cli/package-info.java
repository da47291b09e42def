/**
 * The command {@code rdzv} itself: its subcommands by name, its version, and how an error is shown. Each subcommand is a class
 * named {@code ...Command} in the package of its subject.
 */
@NullMarked
package dev.rendezvous.cli;

import org.jspecify.annotations.NullMarked;
