/**
 * What {@code rdzv verify} finds: {@link dev.rendezvous.cli.inspect.verify.Verification} holds the index, the annotations and the module
 * descriptor of each artifact against each other, and one artifact against the others, and returns what differs. A
 * {@link dev.rendezvous.cli.inspect.verify.IndexDiff} shows what an index should be.
 */
@NullMarked
package dev.rendezvous.cli.inspect.verify;

import org.jspecify.annotations.NullMarked;
