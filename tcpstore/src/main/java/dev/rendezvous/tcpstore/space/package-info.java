/**
 * The client of the cells that a TCP store server holds beside its keys: conditional writes, leases and watches, for
 * elastic groups. PyTorch has none of this; only servers and clients of this library do.
 */
@NullMarked
package dev.rendezvous.tcpstore.space;

import org.jspecify.annotations.NullMarked;
