package dev.rendezvous.cli.artifact;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** The way in: what stands on a class path that some paths make. */
public final class Artifacts {

    private Artifacts() {}

    /**
     * {@return the artifacts of the paths, in their order; a packed application and a linked image are several}
     *
     * @param paths jars, class folders and linked images, none twice
     * @param detail how much is read of them
     */
    public static List<Artifact> of(Collection<Path> paths, Detail detail) {
        return paths.stream()
                .flatMap(path -> read(path, new Budget(), detail).stream())
                .toList();
    }

    /**
     * {@return whether a folder is an image, as {@code jlink} links it}
     *
     * @param folder a folder
     */
    public static boolean isImage(Path folder) {
        return Files.isRegularFile(ImageArtifacts.modulesFile(folder));
    }

    static List<Artifact> read(Path path, Budget budget, Detail detail) {
        if (!Files.isDirectory(path)) {
            return new JarArtifacts(path, budget, detail).read();
        }
        return isImage(path)
                ? ImageArtifacts.read(path, budget, detail)
                : List.of(FolderArtifact.read(path, budget, detail));
    }
}
