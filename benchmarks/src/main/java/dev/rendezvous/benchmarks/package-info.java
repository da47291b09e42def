/** Measures whole runs of javac with our processors and with those of others, side by side. Never published. */
@NullMarked
package dev.rendezvous.benchmarks;

import org.jspecify.annotations.NullMarked;
