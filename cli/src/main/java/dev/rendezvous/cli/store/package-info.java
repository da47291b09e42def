/**
 * {@code rdzv store}: hosts a TCP store, or looks into one. The only package of the command that knows a kind of store.
 */
@NullMarked
package dev.rendezvous.cli.store;

import org.jspecify.annotations.NullMarked;
