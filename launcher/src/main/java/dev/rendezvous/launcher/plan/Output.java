package dev.rendezvous.launcher.plan;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where output goes.
 *
 * @param logDir where the output of each worker is kept; empty for the console only
 * @param console whose output is shown
 * @param prefix what stands before each line; empty for the default
 * @param quiet whether the launcher itself prints errors only
 * @since 0.1
 */
public record Output(Optional<Path> logDir, Console console, Optional<String> prefix, boolean quiet) {

    /** Whose output is shown. */
    public sealed interface Console {

        /** Of all local workers. */
        record All() implements Console {}

        /** Of no worker. */
        record None() implements Console {}

        /** Of the first local worker, and the standard error of all. */
        record FirstLocal() implements Console {}

        /**
         * Of the workers with these ranks.
         *
         * @param ranks the ranks
         */
        record Ranks(CodeSet ranks) implements Console {}
    }
}
