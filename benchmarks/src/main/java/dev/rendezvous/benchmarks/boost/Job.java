package dev.rendezvous.benchmarks.boost;

import java.nio.file.Path;

/** A way to start the three ranks. */
interface Job {

    int RANKS = 3;

    /** After which iteration a rank is killed. */
    int KILLED_AFTER = XgboostWorker.ITERATIONS / 2;

    /**
     * What a run took.
     *
     * @param first from the start until all ranks have done the first iteration, in seconds
     * @param total from the start to the end of all processes, in seconds
     */
    record Times(double first, double total) {}

    /**
     * Runs the job to its end.
     *
     * @param folder an empty folder, for the checkpoint
     * @param isKilled whether rank 1 is killed in the middle
     */
    Times run(Path folder, boolean isKilled) throws Exception;
}
