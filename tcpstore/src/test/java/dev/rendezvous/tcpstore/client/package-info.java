/** The server and the client, against recorded traffic of PyTorch, each other, and those who mean no good. */
@NullMarked
package dev.rendezvous.tcpstore.client;

import org.jspecify.annotations.NullMarked;
