/** The cells of runs, as a server holds them: conditional writes, leases and watches. It knows no sockets. */
@NullMarked
package dev.rendezvous.tcpstore.cell;

import org.jspecify.annotations.NullMarked;
