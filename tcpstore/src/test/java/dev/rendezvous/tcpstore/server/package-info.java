/** The server and the client, against recorded traffic of PyTorch, each other, and hostile peers. */
@NullMarked
package dev.rendezvous.tcpstore.server;

import org.jspecify.annotations.NullMarked;
