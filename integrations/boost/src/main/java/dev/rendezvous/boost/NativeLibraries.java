package dev.rendezvous.boost;

import com.microsoft.ml.lightgbm.lightgbmlib;
import io.github.metarank.lightgbm4j.LGBMBooster;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import ml.dmlc.xgboost4j.java.Communicator;

/** Loads native libraries early, so that a missing one is named instead of failing somewhere inside. */
final class NativeLibraries {

    private static final String TEMPORARY = "java.io.tmpdir";

    /** It is not public, and loads the library when it is initialized. */
    private static final String XGBOOST = "ml.dmlc.xgboost4j.java.XGBoostJNI";

    private NativeLibraries() {}

    static void loadXgboost() {
        load("XGBoost", "ml.dmlc:xgboost4j_2.12", () -> initialize(XGBOOST, Communicator.class.getClassLoader()));
        load(
                "The tracker of XGBoost",
                "com.fasterxml.jackson.core:jackson-databind",
                () -> Class.forName("com.fasterxml.jackson.databind.ObjectMapper"));
    }

    /**
     * LightGBM unpacks its libraries under fixed names into the temporary folder. Two JVMs that do so at once crash each other, so each
     * gets a folder of its own.
     */
    static void loadLightgbm() {
        load("LightGBM", "io.github.metarank:lightgbm4j", NativeLibraries::unpackLightgbm);
    }

    private static synchronized void unpackLightgbm() throws IOException, ClassNotFoundException {
        String shared = System.getProperty(TEMPORARY);
        Path own = Files.createTempDirectory("lightgbm").toAbsolutePath();
        System.setProperty(TEMPORARY, own.toString());
        try {
            initialize(LGBMBooster.class.getName(), LGBMBooster.class.getClassLoader());
            // On a platform that it does not know it only logs; then any call fails.
            String unused = lightgbmlib.LGBM_GetLastError();
        } finally {
            System.setProperty(TEMPORARY, shared);
            delete(own);
        }
    }

    /** A loaded library needs no file, except on Windows, where it cannot be deleted before the JVM ends. */
    private static void delete(Path folder) {
        File[] files = folder.toFile().listFiles();
        folder.toFile().deleteOnExit();
        for (File file : files == null ? new File[0] : files) {
            if (!file.delete()) {
                file.deleteOnExit();
            }
        }
        boolean unused = folder.toFile().delete();
    }

    private static void initialize(String library, ClassLoader loader) throws ClassNotFoundException {
        Class<?> unused = Class.forName(library, true, loader);
    }

    /** What loads a library. */
    private interface Load {
        void run() throws IOException, ClassNotFoundException;
    }

    private static void load(String name, String artifact, Load load) {
        try {
            load.run();
        } catch (IOException | ClassNotFoundException | LinkageError e) {
            throw new IllegalStateException(
                    name + " cannot be used here (" + System.getProperty("os.name") + ", "
                            + System.getProperty("os.arch") + "): " + reason(e) + "; check that " + artifact
                            + " is on the class path and supports this platform, and that the temporary folder, "
                            + System.getProperty(TEMPORARY) + ", can be written",
                    e);
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.toString();
    }
}
