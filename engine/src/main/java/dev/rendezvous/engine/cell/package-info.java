/**
 * What the engine writes into a coordination service: the names of the keys, the values as immutable records, and the one text format
 * of both ways. A value is one line, {@code rdzv/1} and blank-separated {@code key=value} fields, percent-encoded.
 */
@NullMarked
package dev.rendezvous.engine.cell;

import org.jspecify.annotations.NullMarked;
