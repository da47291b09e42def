package dev.rendezvous.cli.inspect.artifact;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** The way in: what stands on a class path that some paths make. */
public final class Artifacts {

    private Artifacts() {}

    /**
     * {@return the artifacts of the paths, in their order; a packed application is several}
     *
     * @param paths jars and class folders, none twice
     * @param detail how much is read of them
     */
    public static List<Artifact> of(Collection<Path> paths, Detail detail) {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        return paths.stream()
                .flatMap(path -> read(path, new Budget(), detail, temporary).stream())
                .toList();
    }

    static List<Artifact> read(Path path, Budget budget, Detail detail, Path temporary) {
        return Files.isDirectory(path)
                ? List.of(FolderArtifact.read(path, budget, detail))
                : new JarArtifacts(path, budget, detail, temporary).read();
    }
}
