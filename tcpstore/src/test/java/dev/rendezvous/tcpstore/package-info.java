/** The server and the client, against recorded traffic of PyTorch, each other, and hostile peers. */
@NullMarked
package dev.rendezvous.tcpstore;

import org.jspecify.annotations.NullMarked;
