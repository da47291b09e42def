/** What the TCP store costs, server and client, beside those of PyTorch. */
@NullMarked
package dev.rendezvous.benchmarks.store;

import org.jspecify.annotations.NullMarked;
