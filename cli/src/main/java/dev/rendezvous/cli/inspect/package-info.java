/**
 * What the bytes of jars say: {@code rdzv verify} and {@code rdzv lock}. No class of a path is loaded.
 */
@NullMarked
package dev.rendezvous.cli.inspect;

import org.jspecify.annotations.NullMarked;
