package dev.rendezvous.benchmarks.boost;

import dev.rendezvous.boost.XgboostWorld;
import dev.rendezvous.worker.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.Communicator;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** A rank of the job. The training is the same in both ways of starting it. */
public final class XgboostWorker {

    static final int ITERATIONS = 40;

    /** What stands for the work on more rows. */
    private static final long PAUSE_MILLIS = 100;

    private static final int ROWS = 10_000;
    private static final int COLUMNS = 5;
    private static final Map<String, Object> PARAMETERS =
            Map.of("max_depth", 3, "eta", 0.3, "objective", "reg:squarederror", "tree_method", "hist", "nthread", 1);

    private XgboostWorker() {}

    /** Arguments: a file for the checkpoint, and without the launcher the host and the port of the tracker and the rank. */
    public static void main(String[] args) throws Exception {
        Path checkpoint = Path.of(args[0]);
        if (args.length == 1) {
            Worker.main(worker -> {
                try (XgboostWorld world = XgboostWorld.join(worker.info())) {
                    train(world.info().rank(), checkpoint);
                }
            });
        } else {
            Communicator.init(Map.of(
                    "dmlc_tracker_uri",
                    args[1],
                    "dmlc_tracker_port",
                    Integer.valueOf(args[2]),
                    "dmlc_task_id",
                    args[3]));
            train(Integer.parseInt(args[3]), checkpoint);
            Communicator.shutdown();
        }
    }

    private static void train(int rank, Path checkpoint) throws Exception {
        System.out.println("rank " + rank + " pid " + ProcessHandle.current().pid());
        DMatrix data = rows(rank);
        Booster model = begin(data, checkpoint);
        for (int i = model.getNumBoostedRound(); i < ITERATIONS; i++) {
            model.update(data, i);
            if (rank == 0) {
                save(model, checkpoint);
            }
            System.out.println("rank " + rank + " iteration " + i);
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    private static DMatrix rows(int rank) throws XGBoostError {
        Random random = new Random(rank);
        float[] features = new float[ROWS * COLUMNS];
        float[] labels = new float[ROWS];
        for (int i = 0; i < features.length; i++) {
            features[i] = random.nextFloat();
            labels[i / COLUMNS] += features[i];
        }
        DMatrix data = new DMatrix(features, ROWS, COLUMNS, Float.NaN);
        data.setLabel(labels);
        return data;
    }

    private static Booster begin(DMatrix data, Path checkpoint) throws XGBoostError {
        if (!Files.exists(checkpoint)) {
            return XGBoost.train(data, PARAMETERS, 0, Map.of(), null, null);
        }
        Booster model = XGBoost.loadModel(checkpoint.toString());
        model.setParams(PARAMETERS);
        return model;
    }

    private static void save(Booster model, Path checkpoint) throws XGBoostError, IOException {
        Path next = checkpoint.resolveSibling("next.ubj");
        model.saveModel(next.toString());
        Files.move(next, checkpoint, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
