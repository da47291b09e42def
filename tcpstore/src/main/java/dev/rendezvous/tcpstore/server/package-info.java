/** The server of a TCP store. */
@NullMarked
package dev.rendezvous.tcpstore.server;

import org.jspecify.annotations.NullMarked;
