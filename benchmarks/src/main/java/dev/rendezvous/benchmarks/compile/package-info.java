/** Measures whole runs of javac with our processors and with those of others, side by side. */
@NullMarked
package dev.rendezvous.benchmarks.compile;

import org.jspecify.annotations.NullMarked;
