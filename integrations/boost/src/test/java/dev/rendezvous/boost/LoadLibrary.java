package dev.rendezvous.boost;

import java.nio.file.Path;

/** Loads a native library and prints what came of it. */
public final class LoadLibrary {

    private LoadLibrary() {}

    /** Argument: {@code xgboost} or {@code lightgbm}. */
    public static void main(String[] args) {
        try {
            if (args[0].equals("xgboost")) {
                NativeLibraries.loadXgboost();
            } else {
                NativeLibraries.loadLightgbm();
            }
            System.out.println("loaded, temporary folder " + Path.of(System.getProperty("java.io.tmpdir")));
        } catch (IllegalStateException e) {
            System.out.println("refused: " + e.getMessage());
        }
    }
}
