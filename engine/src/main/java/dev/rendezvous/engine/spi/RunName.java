package dev.rendezvous.engine.spi;

import dev.rendezvous.engine.cell.Keys;

/**
 * The name of a run in the keys of a service.
 *
 * @since 0.1
 */
public final class RunName {

    private RunName() {}

    /**
     * Encodes the id of a run, so that it is one part of a path: two ids have two names, and a name has only letters, digits, {@code -},
     * {@code _}, {@code %}, and a {@code .} that is not first.
     *
     * @param runId the id
     * @return the name, 1 to 128 characters of ASCII
     * @throws IllegalArgumentException if the id is empty or too long
     */
    public static String of(String runId) {
        return Keys.encoded(runId);
    }
}
