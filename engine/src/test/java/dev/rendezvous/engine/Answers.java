package dev.rendezvous.engine;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Waits in tests for the answers of a space. */
public final class Answers {

    private static final long PATIENCE_SECONDS = 60;

    private Answers() {}

    /** {@return the answer; what the stage failed with is thrown as it is} */
    public static <T> T of(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }
}
