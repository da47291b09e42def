/** How a client reaches its server: addresses, attempts, the first requests, and the settings for them. */
@NullMarked
package dev.rendezvous.tcpstore.client.connect;

import org.jspecify.annotations.NullMarked;
