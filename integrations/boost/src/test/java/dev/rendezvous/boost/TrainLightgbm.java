package dev.rendezvous.boost;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.RendezvousHandler;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.util.HexFormat;

/** A node that trains with LightGBM. */
public final class TrainLightgbm {

    private TrainLightgbm() {}

    /** Arguments: endpoint. */
    public static void main(String[] args) throws Exception {
        try (RendezvousHandler handler = Training.handler(args[0]);
                LightgbmWorld world = LightgbmWorld.join(handler)) {
            System.out.println("model " + HexFormat.of().formatHex(train(world).getBytes(UTF_8)));
        }
    }

    private static String train(LightgbmWorld world) throws LGBMException {
        Shard shard = Shard.of(world.info().rank(), Training.NODES);
        String parameters =
                "objective=regression tree_learner=data num_leaves=8 num_threads=1 verbosity=-1 " + world.parameters();
        try (LGBMDataset data =
                LGBMDataset.createFromMat(shard.features(), shard.rows(), Shard.COLUMNS, true, parameters, null)) {
            data.setField("label", shard.labels());
            try (LGBMBooster model = LGBMBooster.create(data, parameters)) {
                for (int i = 0; i < Training.ITERATIONS; i++) {
                    boolean unused = model.updateOneIter();
                }
                return model.saveModelToString(0, 0, LGBMBooster.FeatureImportanceType.GAIN);
            }
        }
    }
}
