package dev.rendezvous.benchmarks.elastic;

/** Counts the requests in the bytes that one client sends. Made anew for each connection; for one thread. */
interface RequestCounter {

    /** {@return how many requests end in these bytes, which follow the ones before} */
    int count(byte[] bytes, int length);
}
