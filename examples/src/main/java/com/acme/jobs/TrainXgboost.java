package com.acme.jobs;

import dev.rendezvous.boost.XgboostWorld;
import dev.rendezvous.worker.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * All workers train one model with XGBoost, each on its own rows. When one is killed, {@code rdzv run} starts all again, and they go on
 * from the last checkpoint.
 *
 * <p>Arguments: a file for the checkpoint, and how many milliseconds to wait after each iteration, so that there is time to kill a worker.
 */
public final class TrainXgboost {

    private static final int ITERATIONS = 20;
    private static final Map<String, Object> PARAMETERS =
            Map.of("max_depth", 3, "eta", 0.3, "objective", "reg:squarederror", "tree_method", "hist", "nthread", 1);

    private TrainXgboost() {}

    /** Runs as a worker. */
    public static void main(String[] args) {
        Path checkpoint = Path.of(args[0]);
        long pauseMillis = Long.parseLong(args[1]);
        Worker.main(worker -> train(worker, checkpoint, pauseMillis));
    }

    private static void train(Worker worker, Path checkpoint, long pauseMillis) throws Exception {
        try (XgboostWorld world = XgboostWorld.join(worker.info())) {
            Rows rows = Rows.of(worker.rank(), worker.worldSize());
            DMatrix data = new DMatrix(rows.features(), rows.count(), Rows.COLUMNS, Float.NaN);
            data.setLabel(rows.labels());
            Booster model = begin(data, checkpoint);
            System.out.println("process " + ProcessHandle.current().pid() + " is rank "
                    + world.info().rank() + " in round " + worker.round() + ", begins at iteration "
                    + model.getNumBoostedRound());
            for (int i = model.getNumBoostedRound(); i < ITERATIONS; i++) {
                model.update(data, i); // Waits for all other ranks.
                if (worker.rank() == 0) {
                    save(model, checkpoint);
                    System.out.println("iteration " + i);
                }
                TimeUnit.MILLISECONDS.sleep(pauseMillis);
            }
            System.out.println("model " + Hash.of(model.toByteArray("ubj")));
        }
    }

    private static Booster begin(DMatrix data, Path checkpoint) throws XGBoostError {
        if (!Files.exists(checkpoint)) {
            return XGBoost.train(data, PARAMETERS, 0, Map.of(), null, null);
        }
        Booster model = XGBoost.loadModel(checkpoint.toString());
        model.setParams(PARAMETERS);
        return model;
    }

    /** A worker that loads it never sees half a file. */
    private static void save(Booster model, Path checkpoint) throws XGBoostError, IOException {
        Path next = checkpoint.resolveSibling("next.ubj");
        model.saveModel(next.toString());
        Files.move(next, checkpoint, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
