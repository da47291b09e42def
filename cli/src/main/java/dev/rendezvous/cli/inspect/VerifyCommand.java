package dev.rendezvous.cli.inspect;

import dev.rendezvous.cli.inspect.artifact.Artifact;
import dev.rendezvous.cli.inspect.artifact.Artifacts;
import dev.rendezvous.cli.inspect.artifact.Detail;
import dev.rendezvous.cli.inspect.lock.Listing;
import dev.rendezvous.cli.inspect.lock.Lock;
import dev.rendezvous.cli.inspect.lock.LockFindings;
import dev.rendezvous.cli.inspect.verify.Finding;
import dev.rendezvous.cli.inspect.verify.IndexDiff;
import dev.rendezvous.cli.inspect.verify.PathFindings;
import dev.rendezvous.cli.inspect.verify.Report;
import dev.rendezvous.cli.inspect.verify.Verification;
import dev.rendezvous.cli.paths.ClassPathElements;
import dev.rendezvous.cli.paths.ClassPathReader;
import dev.rendezvous.cli.text.ExitCode;
import dev.rendezvous.cli.text.Json;
import dev.rendezvous.cli.text.Terminal;
import dev.rendezvous.cli.text.Text;
import dev.rendezvous.cli.text.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rdzv verify}. */
@Command(
        name = "verify",
        description = {
            "Checks jars and class folders as one class path: what is wrong, or would be at run time.",
            "Compares each index with the annotations in the class files. Loads no class of the paths."
        },
        footer = "Each finding follows the table, with its place and its fix. The exit code is then 1.")
public final class VerifyCommand implements Callable<Integer> {

    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(paramLabel = "PATH", arity = "1..*", description = ClassPathReader.DESCRIPTION)
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = "--lock",
            paramLabel = "FILE",
            description = "Also report what was added, removed or changed since rdzv lock wrote this file.")
    private @Nullable Path lock;

    @Option(
            names = "--diff",
            description = "Also show the lines that each index should have, as a diff against the lines that it has.")
    private boolean diff;

    @Option(names = "--json", description = "Print the same as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Lock locked = lock == null ? null : LockFile.read(lock);
        ClassPathElements elements = ClassPathReader.read(paths);
        List<Artifact> artifacts =
                Artifacts.of(elements.all(), locked == null ? Detail.FACTS : Detail.FACTS_AND_DIGEST);
        Set<Finding> findings = Verification.of(artifacts);
        findings.addAll(PathFindings.of(elements.problems()));
        if (lock != null && locked != null) {
            findings.addAll(LockFindings.of(lock, locked, Listing.of(artifacts)));
        }
        Report report = Report.of(artifacts, findings);
        List<IndexDiff> indexes = diff ? IndexDiff.of(artifacts) : List.of();
        if (json) {
            Json.print(
                    diff ? InspectionTrees.verification(report, indexes) : InspectionTrees.verification(report),
                    terminal.out());
        } else {
            print(report, indexes);
        }
        return report.findings().isEmpty() ? ExitCode.FINE : ExitCode.FINDINGS;
    }

    private void print(Report report, List<IndexDiff> indexes) {
        PrintWriter out = terminal.out();
        TextTable table = new TextTable("BACKENDS", "FINDINGS", "PATH");
        report.artifacts()
                .forEach(artifact -> table.row(
                        String.valueOf(artifact.backends()),
                        String.valueOf(artifact.findings()),
                        Text.oneLine(artifact.root().toString())));
        table.lines().forEach(out::println);
        Findings.print(report.findings(), out);
        for (IndexDiff index : indexes) {
            print(index, out);
        }
        out.flush();
    }

    private static void print(IndexDiff index, PrintWriter out) {
        String place = Text.oneLine(index.index().toString());
        out.println();
        out.println("--- " + place);
        out.println("+++ " + place + ", as the class files require it");
        index.removed().forEach(line -> out.println("-" + Text.oneLine(line)));
        index.added().forEach(line -> out.println("+" + Text.oneLine(line)));
    }
}
