package dev.rendezvous.cli.inspect;

import dev.rendezvous.cli.inspect.verify.Finding;
import dev.rendezvous.cli.text.Text;
import java.io.PrintWriter;
import java.util.List;

/** Shows findings. */
final class Findings {

    private Findings() {}

    /** Prints each after an empty line, with its place and its fix. */
    static void print(List<Finding> findings, PrintWriter out) {
        for (Finding finding : findings) {
            out.println();
            out.println(Text.oneLine(finding.place().toString()));
            out.println("  " + Text.oneLine(finding.message()));
            out.println("  fix: " + Text.oneLine(finding.fix()));
        }
        out.flush();
    }
}
