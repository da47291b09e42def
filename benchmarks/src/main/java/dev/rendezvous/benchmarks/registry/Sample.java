package dev.rendezvous.benchmarks.registry;

/**
 * What one measurement took.
 *
 * @param micros by the clock
 * @param cpuMicros of the thread that finds, or of the process where it is a whole process
 */
record Sample(double micros, double cpuMicros) {}
