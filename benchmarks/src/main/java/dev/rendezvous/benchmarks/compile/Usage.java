package dev.rendezvous.benchmarks.compile;

/**
 * What one process used.
 *
 * @param seconds from its start to its end, by the clock
 * @param cpuSeconds of all its threads
 * @param megabytes the most that it had resident
 */
record Usage(double seconds, double cpuSeconds, double megabytes) {

    Usage dividedBy(Usage other) {
        return new Usage(seconds / other.seconds, cpuSeconds / other.cpuSeconds, megabytes / other.megabytes);
    }

    Usage minus(Usage other) {
        return new Usage(seconds - other.seconds, cpuSeconds - other.cpuSeconds, megabytes - other.megabytes);
    }
}
