/**
 * What all commands share: the terminal, text that cannot steer it, tables, JSON, exit codes, and how a process ends. It knows no
 * command.
 */
@NullMarked
package dev.rendezvous.cli.text;

import org.jspecify.annotations.NullMarked;
