package dev.rendezvous.postgresql;

import dev.rendezvous.engine.spi.CoordinationSpace;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.engine.spi.WriteOutcome;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Waits for the answers of a space. */
final class Answers {

    static final Life LINGER = Life.linger(Duration.ofHours(2));

    private Answers() {}

    /** {@return the answer; what the stage failed with is thrown as it is} */
    static <T> T answer(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    static WriteOutcome putAbsent(CoordinationSpace space, String key, Life life) throws Exception {
        return answer(space.put(key, "1", Precondition.absent(), life));
    }
}
