/** What both ends of a TCP store agree on: the dialects of PyTorch's protocol, and the limits of requests and memory. */
@NullMarked
package dev.rendezvous.tcpstore;

import org.jspecify.annotations.NullMarked;
