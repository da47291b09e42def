package dev.rendezvous.benchmarks.store;

import dev.rendezvous.benchmarks.ServerProcess;

/**
 * What it costs a server that many clients come at once, count themselves in, and wait for the last one.
 *
 * @param seconds from the first connection until the last one knows that all are there
 * @param megabytes how much more memory it had resident at most than before they came
 */
record Joining(double seconds, double megabytes) {

    /** Takes a server that has just been started, since the peak is that of its whole life. */
    static Joining of(ServerProcess server, int clients) throws Exception {
        double before = server.residentMegabytes();
        long begin = System.nanoTime();
        try (Crowd crowd = new Crowd(server.port(), clients)) {
            crowd.join("/joined", "/all here");
            return new Joining((System.nanoTime() - begin) / 1e9, server.peakMegabytes() - before);
        }
    }
}
