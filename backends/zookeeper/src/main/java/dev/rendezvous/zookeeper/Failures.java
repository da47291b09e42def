package dev.rendezvous.zookeeper;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.jspecify.annotations.Nullable;

/** What the failures of the client mean. */
final class Failures {

    private Failures() {}

    /** {@return what a future failed with} */
    static Throwable cause(@Nullable Throwable failure) {
        if (failure == null) {
            return new IllegalStateException("neither an answer nor a failure");
        }
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    /** {@return what to throw in a future, so that it fails with the same} */
    static CompletionException wrapped(Throwable failure) {
        return failure instanceof CompletionException already ? already : new CompletionException(failure);
    }

    static boolean is(Throwable failure, Code code) {
        return cause(failure) instanceof KeeperException refused && refused.code() == code;
    }

    /** {@return whether the service could not be asked, did not answer, or its answer was lost} */
    static boolean isNoAnswer(Throwable cause) {
        if (cause instanceof KeeperException refused) {
            return switch (refused.code()) {
                case CONNECTIONLOSS,
                        OPERATIONTIMEOUT,
                        SESSIONEXPIRED,
                        SESSIONMOVED,
                        REQUESTTIMEOUT,
                        THROTTLEDOP,
                        NOTREADONLY -> true;
                default -> false;
            };
        }
        return cause instanceof TimeoutException || cause instanceof IOException;
    }
}
