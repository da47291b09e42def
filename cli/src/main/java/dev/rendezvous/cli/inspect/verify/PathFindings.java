package dev.rendezvous.cli.inspect.verify;

import dev.rendezvous.cli.inspect.artifact.Place;
import dev.rendezvous.cli.paths.PathProblem;
import java.util.Collection;
import java.util.List;

/** Turns what is wrong with a class path into findings. */
public final class PathFindings {

    private PathFindings() {}

    /**
     * {@return the findings}
     *
     * @param problems what is wrong with the class path
     */
    public static List<Finding> of(Collection<PathProblem> problems) {
        return problems.stream().map(PathFindings::finding).toList();
    }

    private static Finding finding(PathProblem problem) {
        Problem kind = switch (problem.kind()) {
            case ENTRY -> Problem.CLASS_PATH_ENTRY;
            case JAR_INDEX -> Problem.JAR_INDEX;
            case JARS_BELOW -> Problem.JARS_BELOW;
        };
        return Finding.of(kind, Place.ofFile(problem.path()), problem.message(), problem.fix());
    }
}
