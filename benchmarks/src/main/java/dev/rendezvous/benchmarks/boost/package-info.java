/** A job of XGBoost under {@code rdzv run}, beside the same job that is started by hand with XGBoost's own tracker. */
@NullMarked
package dev.rendezvous.benchmarks.boost;

import org.jspecify.annotations.NullMarked;
