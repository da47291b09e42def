/** What the benchmarks share, and what the backends of all of them are made of. Never published. */
@NullMarked
package dev.rendezvous.benchmarks;

import org.jspecify.annotations.NullMarked;
