package dev.rendezvous.cli.archive;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The second process: makes an archive and removes old ones. Only one process at a time does so in a folder. If it is killed, the draft
 * stays until the next one begins.
 */
public final class ArchiveMaker {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int FIRST_JAVA_THAT_CREATES_ARCHIVES = 19;

    /** About ten megabytes each. */
    private static final int MOST_ARCHIVES = 5;

    private final ArchiveFile archive;
    private final String program;

    private ArchiveMaker(ArchiveFile archive, String program) {
        this.archive = archive;
        this.program = program;
    }

    /**
     * Makes one archive.
     *
     * @param args its file, and the program whose classes it contains
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        new ArchiveMaker(new ArchiveFile(Path.of(args[0])), args[1]).makeAlone();
    }

    private void makeAlone() throws IOException, InterruptedException {
        try (FileChannel channel = FileChannel.open(
                        archive.folder().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                make();
                removeOld(".jsa", MOST_ARCHIVES);
                removeOld(".size", MOST_ARCHIVES);
                removeOld(".draft", 0);
                removeOld(".failed", MOST_ARCHIVES);
            }
        }
    }

    private void make() throws IOException, InterruptedException {
        File report = archive.report().toFile();
        Process process = PlainJava.process(archive.folder(), options(), program)
                .redirectErrorStream(true)
                .redirectOutput(report)
                .start();
        try {
            boolean hasEnded = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (hasEnded && process.exitValue() == 0 && Files.exists(archive.draft())) {
                String size = Files.size(archive.draft()) + "\n";
                Files.move(archive.draft(), archive.path(), StandardCopyOption.ATOMIC_MOVE);
                Files.writeString(archive.size(), size);
                Files.delete(report.toPath());
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** A Java from 19 on has one setting that checks and creates. Before that, a file of this name is always written. */
    private List<String> options() {
        String training = "-D" + PlainJava.TRAINING_PROPERTY + "=true";
        return Runtime.version().feature() < FIRST_JAVA_THAT_CREATES_ARCHIVES
                ? List.of(training, "-XX:ArchiveClassesAtExit=" + archive.draft())
                : List.of(training, "-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive.draft());
    }

    /** Files of other versions, Javas and folders: only the latest are kept. */
    private void removeOld(String ending, int kept) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(archive.folder())) {
            all.filter(file -> file.toString().endsWith(ending)).forEach(files::add);
        }
        files.sort(Comparator.comparing((Path file) -> file.toFile().lastModified())
                .reversed());
        for (Path file : files.subList(Math.min(kept, files.size()), files.size())) {
            Files.delete(file);
        }
    }
}
