/** One connection of a client: its bytes, plain or encrypted, and the requests of many threads on it. */
@NullMarked
package dev.rendezvous.tcpstore.client.transport;

import org.jspecify.annotations.NullMarked;
