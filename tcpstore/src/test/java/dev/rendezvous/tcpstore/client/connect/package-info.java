/** How a client reaches its server. */
@NullMarked
package dev.rendezvous.tcpstore.client.connect;

import org.jspecify.annotations.NullMarked;
