package dev.rendezvous.launcher;

import dev.rendezvous.launcher.plan.Plan;
import dev.rendezvous.launcher.plan.PlanException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The files of a run on this node: {@code <log-dir>/<run>/round-<n>/rank-<r>}, or a temporary folder that is removed at the end. */
final class RoundFolder implements AutoCloseable {

    private final Path root;
    private final Optional<TemporaryFolder> temporary;

    private RoundFolder(Path root, Optional<TemporaryFolder> temporary) {
        this.root = root;
        this.temporary = temporary;
    }

    /**
     * {@return the folder, made}
     *
     * @throws PlanException if it cannot be made
     */
    static RoundFolder open(Plan plan) {
        try {
            return make(plan);
        } catch (IOException e) {
            String where = plan.output()
                    .logDir()
                    .map(folder -> "--log-dir: cannot make a folder in " + folder)
                    .orElse("cannot make a temporary folder; set TMPDIR or use --log-dir");
            throw new PlanException(where + ": " + e + "; expected a folder that this user may write");
        }
    }

    private static RoundFolder make(Plan plan) throws IOException {
        Optional<Path> logs = plan.output().logDir();
        if (logs.isEmpty()) {
            TemporaryFolder temporary = TemporaryFolder.make();
            return new RoundFolder(temporary.path(), Optional.of(temporary));
        }
        Path folder =
                Files.createDirectories(logs.get().resolve(fileName(plan.job().runId())));
        link(logs.get().resolve("latest"), folder);
        return new RoundFolder(folder, Optional.empty());
    }

    /** The name of a run may hold anything. */
    private static String fileName(String runId) {
        String name = runId.replaceAll("[^A-Za-z0-9._-]", "_");
        return name.startsWith(".") ? "_" + name : name;
    }

    private static void link(Path link, Path folder) throws IOException {
        if (Files.exists(link) && !Files.isSymbolicLink(link)) {
            return;
        }
        try {
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, folder.getFileName());
        } catch (FileAlreadyExistsException another) {
            // Another agent with the same folder was faster; its link says the same.
            return;
        } catch (UnsupportedOperationException noLinks) {
            return;
        }
    }

    /** {@return whether the files stay for the user} */
    boolean isKept() {
        return temporary.isEmpty();
    }

    /** {@return the file of the events of a node, if files stay for the user} Nodes may share the folder. */
    Optional<Path> events(String node) {
        return isKept() ? Optional.of(root.resolve("node-" + fileName(node) + ".events.jsonl")) : Optional.empty();
    }

    Path round(long number) {
        return root.resolve("round-" + number);
    }

    /** {@return the folder of a worker, made} */
    Path worker(long round, int rank) throws IOException {
        return Files.createDirectories(round(round).resolve("rank-" + rank));
    }

    /** {@return the folder of a node, made} Nodes may share the folder of the round, so each has its own. */
    Path node(long round, int nodeRank) throws IOException {
        return Files.createDirectories(round(round).resolve("node-" + nodeRank));
    }

    /** Removes what is not kept. */
    @Override
    public void close() {
        temporary.ifPresent(TemporaryFolder::close);
    }
}
