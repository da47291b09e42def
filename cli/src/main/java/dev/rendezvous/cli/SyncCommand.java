package dev.rendezvous.cli;

import dev.rendezvous.cli.artifact.Artifact;
import dev.rendezvous.cli.artifact.Artifacts;
import dev.rendezvous.cli.artifact.Detail;
import dev.rendezvous.cli.verify.Finding;
import dev.rendezvous.cli.verify.Synchronization;
import dev.rendezvous.cli.verify.Synchronization.IndexDiff;
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

/** {@code rdzv sync}. */
@Command(
        name = "sync",
        description = {
            "Shows the lines that an index should have according to the annotations in the class files, as a diff to what it has.",
            "It writes nothing: the annotation processor does that. No class is loaded for it."
        },
        footer = "The exit code is 0 only when no index differs and nothing keeps a backend from being listed.")
final class SyncCommand implements Callable<Integer> {

    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(paramLabel = "PATH", arity = "1..*", description = ArtifactPaths.DESCRIPTION)
    private List<Path> paths = new ArrayList<>();

    @Option(names = "--dry-run", description = "Show the lines and write nothing. There is no other way yet.")
    private boolean isDryRun;

    @Option(names = "--json", description = "Print the same as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (!isDryRun) {
            throw new UsageException("sync writes no index; say --dry-run to see the lines that one should have");
        }
        List<Artifact> artifacts = Artifacts.of(ArtifactPaths.of(paths), Detail.FACTS);
        List<IndexDiff> indexes = Synchronization.of(artifacts);
        List<Finding> obstacles = Synchronization.obstacles(artifacts);
        if (json) {
            Json.print(JsonTrees.synchronization(indexes, obstacles), terminal.out());
        } else {
            print(indexes, obstacles);
        }
        boolean isSame = indexes.stream().allMatch(index -> index.changes().isEmpty());
        return isSame && obstacles.isEmpty() ? Rdzv.FINE : Rdzv.FINDINGS;
    }

    private void print(List<IndexDiff> indexes, List<Finding> obstacles) {
        PrintWriter out = terminal.out();
        List<IndexDiff> differing =
                indexes.stream().filter(index -> !index.changes().isEmpty()).toList();
        for (IndexDiff index : differing) {
            String place = Text.oneLine(index.index().toString());
            out.println("--- " + place);
            out.println("+++ " + place + " as the class files ask for it");
            index.changes().forEach(change -> out.println(Text.oneLine(change.toString())));
        }
        if (differing.isEmpty()) {
            out.println("No difference in " + Text.count(indexes.size(), "index file") + ".");
        }
        out.flush();
        Findings.print(obstacles, terminal.err());
    }
}
