/** The wire format: operation codes, keys and values as bytes, counters as text, the proof of the shared secret. */
@NullMarked
package dev.rendezvous.tcpstore.wire;

import org.jspecify.annotations.NullMarked;
