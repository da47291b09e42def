package dev.rendezvous.cli.inspect.verify;

import dev.rendezvous.cli.inspect.artifact.Place;

/**
 * Something that is wrong, or will be.
 *
 * @param problem which rule
 * @param place where
 * @param message what is there and what should be
 * @param fix what to do about it
 */
public record Finding(Problem problem, Place place, String message, String fix) {

    /**
     * {@return a finding with the sentences of its problem}
     *
     * @param problem which rule
     * @param place where
     * @param arguments what the sentences speak of
     */
    public static Finding of(Problem problem, Place place, Object... arguments) {
        return new Finding(problem, place, problem.message(arguments), problem.fix(arguments));
    }
}
