package dev.rendezvous.cli.demo;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A fresh directory in which processes can meet, removed at the end, whatever they left in it. */
record MeetupDirectory(Path directory) implements Meetup {

    static MeetupDirectory create() throws IOException {
        return new MeetupDirectory(Files.createTempDirectory("rdzv-demo-"));
    }

    @Override
    public String endpoint() {
        return directory.toString();
    }

    @Override
    public String where() {
        return "in " + directory;
    }

    /** What cannot be removed is left to the system, which cleans the directory for temporary files. */
    @Override
    public void close() {
        try {
            Files.walkFileTree(directory, new Remover());
        } catch (IOException left) {
            System.getLogger(MeetupDirectory.class.getName())
                    .log(System.Logger.Level.WARNING, () -> directory + " cannot be removed: " + left);
        }
    }

    /** Something may be gone already: the shutdown hook and the end of the demo may both be here. */
    private static final class Remover extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
