/** One connection of a client. */
@NullMarked
package dev.rendezvous.tcpstore.client.transport;

import org.jspecify.annotations.NullMarked;
