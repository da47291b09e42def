package dev.rendezvous.benchmarks.registry;

/** A way to find the backends that a class loader sees. */
@FunctionalInterface
interface Finder {

    /**
     * {@return how many were found}
     *
     * @param loader a new loader of the jars
     * @throws Exception if that fails, which ends the benchmark
     */
    int find(ClassLoader loader) throws Exception;

    /**
     * {@return what a program keeps that has found them, to see how much memory that takes}
     *
     * @param loader a loader of the jars, which has opened them
     * @throws Exception if that fails, which ends the benchmark
     */
    default Object keep(ClassLoader loader) throws Exception {
        return find(loader);
    }
}
