package com.acme.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.boost.LightgbmWorld;
import dev.rendezvous.worker.Worker;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import java.util.concurrent.TimeUnit;

/**
 * All workers train one model with LightGBM, each on its own rows. When one is killed, the others wait for it inside LightGBM;
 * {@code rdzv run} ends them and starts all again.
 *
 * <p>Argument: how many milliseconds to wait after each iteration, so that there is time to kill a worker.
 */
public final class TrainLightgbm {

    private static final int ITERATIONS = 20;
    private static final String PARAMETERS =
            "objective=regression tree_learner=data num_leaves=8 num_threads=1 verbosity=-1 ";

    private TrainLightgbm() {}

    /** Runs as a worker. */
    public static void main(String[] args) {
        long pauseMillis = Long.parseLong(args[0]);
        Worker.main(worker -> train(worker, pauseMillis));
    }

    private static void train(Worker worker, long pauseMillis) throws Exception {
        Rows rows = Rows.of(worker.rank(), worker.worldSize());
        try (LightgbmWorld world = LightgbmWorld.join(worker.info())) {
            String parameters = PARAMETERS + world.parameters();
            try (LGBMDataset data =
                    LGBMDataset.createFromMat(rows.features(), rows.count(), Rows.COLUMNS, true, parameters, null)) {
                data.setField("label", rows.labels());
                try (LGBMBooster model = LGBMBooster.create(data, parameters)) {
                    System.out.println("process " + ProcessHandle.current().pid() + " is rank " + worker.rank()
                            + " in round " + worker.round());
                    train(model, worker.rank(), pauseMillis);
                }
            }
        }
    }

    private static void train(LGBMBooster model, int rank, long pauseMillis) throws Exception {
        for (int i = 0; i < ITERATIONS; i++) {
            boolean unused = model.updateOneIter(); // Waits for all other ranks.
            if (rank == 0) {
                System.out.println("iteration " + i);
            }
            TimeUnit.MILLISECONDS.sleep(pauseMillis);
        }
        String text = model.saveModelToString(0, 0, LGBMBooster.FeatureImportanceType.GAIN);
        System.out.println("model " + Hash.of(text.getBytes(UTF_8)));
    }
}
