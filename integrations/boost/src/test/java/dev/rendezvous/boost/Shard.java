package dev.rendezvous.boost;

import java.util.Random;

/** The rows of one rank: every n-th of the same table. */
@SuppressWarnings("ArrayRecordComponent") // Read once, and never compared.
record Shard(float[] features, float[] labels) {

    static final int COLUMNS = 5;
    private static final int ROWS = 3000;
    private static final int SEED = 7;

    static Shard of(int rank, int worldSize) {
        Random random = new Random(SEED);
        float[] features = new float[ROWS / worldSize * COLUMNS];
        float[] labels = new float[ROWS / worldSize];
        int own = 0;
        for (int row = 0; row < ROWS; row++) {
            float[] x = new float[COLUMNS];
            for (int column = 0; column < COLUMNS; column++) {
                x[column] = random.nextFloat();
            }
            if (row % worldSize == rank && own < labels.length) {
                System.arraycopy(x, 0, features, own * COLUMNS, COLUMNS);
                labels[own++] = x[0] * 3 + x[1] * x[2];
            }
        }
        return new Shard(features, labels);
    }

    int rows() {
        return labels.length;
    }
}
