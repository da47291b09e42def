package dev.rendezvous.boost;

import dev.rendezvous.RendezvousHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** A node that trains with XGBoost, and goes on from the last checkpoint when another node is lost. */
public final class TrainXgboost {

    private static final Map<String, Object> PARAMETERS =
            Map.of("max_depth", 3, "eta", 0.3, "objective", "reg:squarederror", "tree_method", "hist", "nthread", 1);

    private final Path checkpoint;
    private final int pauseAfter;
    private final BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

    private TrainXgboost(Path checkpoint, int pauseAfter) {
        this.checkpoint = checkpoint;
        this.pauseAfter = pauseAfter;
    }

    /** Arguments: endpoint, file of the checkpoint, the iteration after which to wait for a line of input, or -1. */
    public static void main(String[] args) throws Exception {
        TrainXgboost training = new TrainXgboost(Path.of(args[1]), Integer.parseInt(args[2]));
        try (RendezvousHandler handler = Training.handler(args[0])) {
            while (!training.isDone(handler)) {
                System.out.println("lost a node");
            }
        }
    }

    private boolean isDone(RendezvousHandler handler) throws Exception {
        try (XgboostWorld world = XgboostWorld.join(handler)) {
            System.out.println("joined as " + world.info().rank());
            byte[] model = train(world.info().rank());
            System.out.println("model " + HexFormat.of().formatHex(model));
            return true;
        } catch (XGBoostError lost) {
            return false;
        }
    }

    private byte[] train(int rank) throws XGBoostError, IOException {
        Shard shard = Shard.of(rank, Training.NODES);
        DMatrix data = new DMatrix(shard.features(), shard.rows(), Shard.COLUMNS, Float.NaN);
        data.setLabel(shard.labels());
        Booster model = begin(data);
        for (int i = model.getNumBoostedRound(); i < Training.ITERATIONS; i++) {
            model.update(data, i);
            if (rank == 0) {
                save(model);
            }
            System.out.println("iteration " + i);
            if (i == pauseAfter) {
                String unused = input.readLine();
            }
        }
        return model.toByteArray("ubj");
    }

    private Booster begin(DMatrix data) throws XGBoostError {
        if (!Files.exists(checkpoint)) {
            return XGBoost.train(data, PARAMETERS, 0, Map.of(), null, null);
        }
        Booster model = XGBoost.loadModel(checkpoint.toString());
        model.setParams(PARAMETERS);
        return model;
    }

    /** A node that loads it never sees half a file. */
    private void save(Booster model) throws XGBoostError, IOException {
        Path next = checkpoint.resolveSibling("next.ubj");
        model.saveModel(next.toString());
        Files.move(next, checkpoint, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
