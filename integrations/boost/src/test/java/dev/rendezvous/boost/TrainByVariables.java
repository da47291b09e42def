package dev.rendezvous.boost;

import java.util.Map;
import ml.dmlc.xgboost4j.java.Communicator;

/** Joins a world of XGBoost with the variables {@code DMLC_*} alone, as programs for XGBoost 2 did. */
public final class TrainByVariables {

    private TrainByVariables() {}

    /** Prints the world that came of it. */
    public static void main(String[] args) throws Exception {
        Communicator.init(Map.of());
        System.out.println("rank " + Communicator.getRank() + " of " + Communicator.getWorldSize());
        Communicator.shutdown();
    }
}
