package dev.rendezvous.cli.backends;

import dev.rendezvous.cli.text.Text;
import dev.rendezvous.registry.Conflict;
import dev.rendezvous.spi.BackendDescriptor;
import java.io.PrintWriter;
import java.util.List;

/** Shows the conflicts and problems of a catalog. */
public final class CatalogFindings {

    private CatalogFindings() {}

    /**
     * Prints which providers claim each name, and how to settle it.
     *
     * @param conflicts the conflicts
     * @param err where to print
     */
    public static void printConflicts(List<Conflict> conflicts, PrintWriter err) {
        for (Conflict conflict : conflicts) {
            err.println("conflict: the name \"" + conflict.name() + "\" is claimed by");
            for (BackendDescriptor candidate : conflict.candidates()) {
                err.println("  " + Text.oneLine(candidate.implementationClass()) + " of " + Origin.longName(candidate));
            }
            err.println("  none of them is taken: the application settles it with prefer(\"" + conflict.name()
                    + "\", \"" + Text.oneLine(conflict.candidates().get(0).implementationClass())
                    + "\"), or all jars but one go");
        }
    }

    /**
     * Prints each problem on a line.
     *
     * @param problems the problems
     * @param err where to print
     */
    public static void printProblems(List<CatalogProblem> problems, PrintWriter err) {
        problems.forEach(problem -> err.println("problem: " + Text.oneLine(problem.toString())));
    }
}
