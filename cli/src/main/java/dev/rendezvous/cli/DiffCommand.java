package dev.rendezvous.cli;

import dev.rendezvous.cli.artifact.Artifact;
import dev.rendezvous.cli.artifact.Artifacts;
import dev.rendezvous.cli.artifact.Detail;
import dev.rendezvous.cli.lock.Differences;
import dev.rendezvous.cli.lock.Listing;
import dev.rendezvous.cli.lock.Lock;
import dev.rendezvous.cli.lock.LockDifferences;
import dev.rendezvous.cli.lock.LockedBackend;
import dev.rendezvous.cli.lock.LockedJar;
import dev.rendezvous.cli.verify.Finding;
import dev.rendezvous.cli.verify.Verification;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rdzv diff}. */
@Command(
        name = "diff",
        description = {
            "Tells how the backends and jars of B differ from those of A.",
            "Each of them is a lock that rdzv lock has written, or a path as rdzv verify takes it. No class is loaded for it."
        },
        footer = "The exit code is 0 only when nothing differs and everything could be read.")
final class DiffCommand implements Callable<Integer> {

    private static final int DIGITS_SHOWN = 12;

    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(index = "0", paramLabel = "A", description = "A lock or a path: what was.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "B", description = "A lock or a path: what is.")
    private Path after = Path.of("");

    @Option(names = "--json", description = "Print the same as JSON.")
    private boolean json;

    /**
     * One of the two.
     *
     * @param lock what it holds
     * @param damages what could not be read of it
     */
    private record Side(Lock lock, List<Finding> damages) {

        static Side of(Path path) throws IOException {
            if (LockFile.isLock(path)) {
                return new Side(LockFile.read(path), List.of());
            }
            List<Artifact> artifacts = Artifacts.of(ArtifactPaths.of(List.of(path)), Detail.FACTS_AND_DIGEST);
            return new Side(Listing.of(artifacts).lock(), Verification.damages(artifacts));
        }
    }

    @Override
    public Integer call() throws IOException {
        Side old = Side.of(before);
        Side now = Side.of(after);
        LockDifferences differences = LockDifferences.between(old.lock(), now.lock());
        List<Finding> damages = Stream.concat(old.damages().stream(), now.damages().stream())
                .distinct()
                .toList();
        if (json) {
            Json.print(JsonTrees.differences(differences, damages), terminal.out());
        } else {
            print(differences, now.lock(), damages);
        }
        return differences.isEmpty() && damages.isEmpty() ? Rdzv.FINE : Rdzv.FINDINGS;
    }

    private void print(LockDifferences differences, Lock now, List<Finding> damages) {
        PrintWriter out = terminal.out();
        if (differences.isEmpty()) {
            out.println("No difference: " + Text.count(now.backends().size(), "backend") + " in "
                    + Text.count(now.jars().size(), "jar") + ".");
        }
        if (!differences.backends().isEmpty()) {
            backends(differences.backends()).lines().forEach(out::println);
        }
        if (!differences.backends().isEmpty() && !differences.jars().isEmpty()) {
            out.println();
        }
        if (!differences.jars().isEmpty()) {
            jars(differences.jars()).lines().forEach(out::println);
        }
        out.flush();
        Findings.print(damages, terminal.err());
    }

    private static TextTable backends(Differences<LockedBackend> backends) {
        TextTable table = new TextTable("CHANGE", "BACKEND", "WHAT");
        backends.removed().forEach(backend -> row("removed", backend.label(), whole(backend), table));
        backends.added().forEach(backend -> row("added", backend.label(), whole(backend), table));
        for (Differences.Changed<LockedBackend> changed : backends.changed()) {
            row("changed", changed.after().label(), changed.before().changesTo(changed.after()), table);
        }
        return table;
    }

    private static TextTable jars(Differences<LockedJar> jars) {
        TextTable table = new TextTable("CHANGE", "JAR", "SHA-256");
        jars.removed().forEach(jar -> row("removed", jar.name(), digits(jar), table));
        jars.added().forEach(jar -> row("added", jar.name(), digits(jar), table));
        for (Differences.Changed<LockedJar> changed : jars.changed()) {
            String digests = digits(changed.before()) + " -> " + digits(changed.after());
            row("changed", changed.after().name(), digests, table);
        }
        return table;
    }

    private static void row(String change, String subject, String what, TextTable table) {
        table.row(change, Text.oneLine(subject), Text.oneLine(what));
    }

    private static String whole(LockedBackend backend) {
        return backend.provider() + " in " + backend.jar();
    }

    /** The first digits do for people; all of them are in the JSON. */
    private static String digits(LockedJar jar) {
        return jar.sha256().substring(0, Math.min(DIGITS_SHOWN, jar.sha256().length()));
    }
}
