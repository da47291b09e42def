package dev.rendezvous.cli;

import dev.rendezvous.cli.artifact.Artifact;
import dev.rendezvous.cli.artifact.Artifacts;
import dev.rendezvous.cli.artifact.Detail;
import dev.rendezvous.cli.lock.Listing;
import dev.rendezvous.cli.lock.Lock;
import dev.rendezvous.cli.lock.LockFindings;
import dev.rendezvous.cli.verify.Finding;
import dev.rendezvous.cli.verify.Report;
import dev.rendezvous.cli.verify.Verification;
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
            "Tells what is wrong, or will be, in jars, class folders and images, as they would stand on one class path.",
            "Holds the index against the annotations in the class files. No class is loaded for it."
        },
        footer = "The findings follow the table, each with its place and its mend; then the exit code is 1.")
final class VerifyCommand implements Callable<Integer> {

    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(paramLabel = "PATH", arity = "1..*", description = ArtifactPaths.DESCRIPTION)
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = "--lock",
            paramLabel = "FILE",
            description = "Tell also what has appeared, vanished or changed since rdzv lock has written this file.")
    private @Nullable Path lock;

    @Option(names = "--json", description = "Print the same as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Report report = lock == null ? verify() : verify(lock);
        if (json) {
            Json.print(JsonTrees.verification(report), terminal.out());
        } else {
            print(report);
        }
        return report.findings().isEmpty() ? Rdzv.FINE : Rdzv.FINDINGS;
    }

    private Report verify() {
        List<Artifact> artifacts = Artifacts.of(ArtifactPaths.of(paths), Detail.FACTS);
        return Report.of(artifacts, Verification.of(artifacts));
    }

    private Report verify(Path file) throws IOException {
        Lock locked = LockFile.read(file);
        List<Artifact> artifacts = Artifacts.of(ArtifactPaths.of(paths), Detail.FACTS_AND_DIGEST);
        Set<Finding> findings = Verification.of(artifacts);
        findings.addAll(LockFindings.of(file, locked, Listing.of(artifacts)));
        return Report.of(artifacts, findings);
    }

    private void print(Report report) {
        PrintWriter out = terminal.out();
        TextTable table = new TextTable("BACKENDS", "FINDINGS", "PATH");
        report.artifacts()
                .forEach(artifact -> table.row(
                        String.valueOf(artifact.backends()),
                        String.valueOf(artifact.findings()),
                        Text.oneLine(artifact.root().toString())));
        table.lines().forEach(out::println);
        Findings.print(report.findings(), out);
    }
}
