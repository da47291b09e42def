/** What an elastic group over TCP costs, beside the protocol that PyTorch uses for one. */
@NullMarked
package dev.rendezvous.benchmarks.elastic;

import org.jspecify.annotations.NullMarked;
