package dev.rendezvous.cli;

import dev.rendezvous.cli.verify.Finding;
import dev.rendezvous.cli.verify.Verification;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rdzv verify}. */
@Command(
        name = "verify",
        description = {
            "Tells what is wrong, or will be, in jars and class folders, as they would stand on one class path.",
            "Holds the index against the annotations in the class files. No class is loaded for it."
        },
        footer = "The findings follow the table, each with its place and its mend; then the exit code is 1.")
final class VerifyCommand implements Callable<Integer> {

    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "A jar, a folder of jars, or a folder of classes.")
    private List<Path> paths = new ArrayList<>();

    @Option(names = "--json", description = "Print the same as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Verification.Report report = Verification.of(VerifyPaths.of(paths));
        if (json) {
            Json.print(JsonTrees.verification(report), terminal.out());
        } else {
            print(report);
        }
        return report.findings().isEmpty() ? Rdzv.FINE : Rdzv.FINDINGS;
    }

    private void print(Verification.Report report) {
        PrintWriter out = terminal.out();
        TextTable table = new TextTable("BACKENDS", "FINDINGS", "PATH");
        report.paths()
                .forEach(path -> table.row(
                        String.valueOf(path.backends()),
                        String.valueOf(path.findings()),
                        Text.oneLine(path.path().toString())));
        table.lines().forEach(out::println);
        for (Finding finding : report.findings()) {
            out.println();
            out.println(Text.oneLine(finding.place().toString()));
            out.println("  " + Text.oneLine(finding.message()));
            out.println("  mend: " + Text.oneLine(finding.mend()));
        }
        out.flush();
    }
}
