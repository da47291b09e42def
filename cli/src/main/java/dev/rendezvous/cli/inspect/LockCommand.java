package dev.rendezvous.cli.inspect;

import dev.rendezvous.cli.inspect.artifact.Artifact;
import dev.rendezvous.cli.inspect.artifact.Artifacts;
import dev.rendezvous.cli.inspect.artifact.Detail;
import dev.rendezvous.cli.inspect.lock.Listing;
import dev.rendezvous.cli.inspect.lock.Lock;
import dev.rendezvous.cli.inspect.verify.Finding;
import dev.rendezvous.cli.inspect.verify.PathFindings;
import dev.rendezvous.cli.inspect.verify.Verification;
import dev.rendezvous.cli.paths.ClassPathElements;
import dev.rendezvous.cli.paths.ClassPathReader;
import dev.rendezvous.cli.text.ExitCode;
import dev.rendezvous.cli.text.Json;
import dev.rendezvous.cli.text.Terminal;
import dev.rendezvous.cli.text.Text;
import dev.rendezvous.cli.text.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rdzv lock}. */
@Command(
        name = "lock",
        description = {
            "Writes a lock file: the backends of some paths, and the SHA-256 of each jar.",
            "rdzv verify --lock later reports what was added, removed or changed. The same jars give the same bytes.",
            "Loads no class of the paths."
        },
        footer = "If a path cannot be read completely, nothing is written, and the exit code is 1.")
public final class LockCommand implements Callable<Integer> {

    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(paramLabel = "PATH", arity = "1..*", description = ClassPathReader.DESCRIPTION)
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "The file to write. An existing file is replaced.")
    private Path out = Path.of("");

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        ClassPathElements elements = ClassPathReader.read(paths);
        checkOut(elements.all());
        List<Artifact> artifacts = Artifacts.of(elements.all(), Detail.FACTS_AND_DIGEST);
        List<Finding> damages = Verification.damages(artifacts);
        List<Finding> notes = PathFindings.of(elements.problems());
        Lock lock = Listing.of(artifacts).lock();
        if (damages.isEmpty()) {
            LockFile.write(out, lock);
        }
        if (json) {
            Json.print(InspectionTrees.locking(out, lock, damages, notes), terminal.out());
        } else {
            print(lock, damages);
            Findings.print(notes, terminal.err());
        }
        return damages.isEmpty() ? ExitCode.FINE : ExitCode.FINDINGS;
    }

    private void checkOut(Collection<Path> found) {
        Path file = out.toAbsolutePath().normalize();
        if (out.toString().isEmpty() || Files.isDirectory(file)) {
            throw new UsageException("--out: " + Text.oneLine(file.toString()) + " is a folder, expected a file");
        }
        if (file.getParent() == null || !Files.isDirectory(file.getParent())) {
            throw new UsageException("--out: there is no folder " + file.getParent());
        }
        for (Path path : found) {
            if (file.equals(path) || (Files.isDirectory(path) && file.startsWith(path))) {
                throw new UsageException("--out: " + file + " is part of what is locked; write the lock elsewhere");
            }
        }
    }

    private void print(Lock lock, List<Finding> damages) {
        if (damages.isEmpty()) {
            terminal.out()
                    .println("Wrote " + Text.oneLine(out.toString()) + ": "
                            + Text.count(lock.backends().size(), "backend") + " in "
                            + Text.count(lock.jars().size(), "jar") + ".");
            terminal.out().flush();
        } else {
            terminal.err()
                    .println("Nothing was written, because a lock must cover every byte and these could not be read.");
            Findings.print(damages, terminal.err());
        }
    }
}
