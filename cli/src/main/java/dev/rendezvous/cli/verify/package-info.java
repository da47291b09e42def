/**
 * What {@code rdzv verify} finds, read from bytes alone: {@link dev.rendezvous.cli.verify.Verification} reads each path as an
 * {@code Artifact}, its index and the annotations of its class files, holds one against the other and returns what differs.
 * No class of a path is loaded.
 */
@NullMarked
package dev.rendezvous.cli.verify;

import org.jspecify.annotations.NullMarked;
