/** The client of a TCP store, and the inspector that reads a running one. */
@NullMarked
package dev.rendezvous.tcpstore.client;

import org.jspecify.annotations.NullMarked;
