/** How requests and replies about cells stand on the wire, both ways. */
@NullMarked
package dev.rendezvous.tcpstore.frame;

import org.jspecify.annotations.NullMarked;
