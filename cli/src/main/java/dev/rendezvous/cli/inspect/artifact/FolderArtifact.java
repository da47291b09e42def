package dev.rendezvous.cli.inspect.artifact;

import dev.rendezvous.cli.paths.DesktopFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Reads a folder of classes. */
final class FolderArtifact {

    private FolderArtifact() {}

    static Artifact read(Path folder, Budget budget, Detail detail) {
        ArtifactReader reader = new ArtifactReader(Root.ofFolder(folder), budget, detail);
        try {
            for (Path file : files(folder, budget)) {
                if (budget.isSpent()) {
                    break;
                }
                String name = folder.relativize(file).toString();
                reader.readAndDigest(
                        name.replace(file.getFileSystem().getSeparator(), "/"), () -> Files.newInputStream(file));
            }
        } catch (IOException | UncheckedIOException e) {
            reader.damaged(e);
        }
        reader.checkPlaces();
        budget.problem().ifPresent(problem -> reader.damaged(Damage.Kind.TOO_LARGE, problem));
        return reader.finish();
    }

    /** Sorted, since file systems have orders of their own. */
    private static List<Path> files(Path folder, Budget budget) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            Iterator<Path> paths = walk.iterator();
            while (paths.hasNext() && budget.takeFile()) {
                Path path = paths.next();
                if (Files.isRegularFile(path) && !DesktopFiles.isOne(String.valueOf(path.getFileName()))) {
                    files.add(path);
                }
            }
        }
        files.sort(null);
        return files;
    }
}
