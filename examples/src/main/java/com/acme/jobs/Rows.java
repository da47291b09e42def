package com.acme.jobs;

import java.util.Random;

/** The rows of one rank: every n-th row of a table that all ranks can make. Real jobs read theirs from a file. */
@SuppressWarnings("ArrayRecordComponent") // Read once, and never compared.
record Rows(float[] features, float[] labels) {

    static final int COLUMNS = 5;

    private static final int TABLE = 30_000;
    private static final int SEED = 7;

    static Rows of(int rank, int worldSize) {
        Random random = new Random(SEED);
        int count = TABLE / worldSize;
        float[] features = new float[count * COLUMNS];
        float[] labels = new float[count];
        for (int row = 0; row < count * worldSize; row++) {
            float[] x = new float[COLUMNS];
            for (int column = 0; column < COLUMNS; column++) {
                x[column] = random.nextFloat();
            }
            if (row % worldSize == rank) {
                System.arraycopy(x, 0, features, row / worldSize * COLUMNS, COLUMNS);
                labels[row / worldSize] = x[0] * 3 + x[1] * x[2];
            }
        }
        return new Rows(features, labels);
    }

    int count() {
        return labels.length;
    }
}
