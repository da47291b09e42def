package dev.rendezvous.cli.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The archive of the classes that Java loads for the command, in the cache folder of the user. The script {@code rdzv} names the file and
 * checks its size. Java checks the rest, and starts without an archive that does not fit.
 */
public final class ClassArchive {

    /** The commands that are run so that their classes come into the archive: those that others wait for most often. */
    public static final List<List<String>> TRAINING = List.of(
            List.of("backends"),
            List.of("backends", "--json"),
            List.of("run", "--standalone", "--procs-per-node", "1", "--", "true"));

    private static final String PROPERTY = "rdzv.archive";
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofDays(1);

    private final ArchiveFile file;

    private ClassArchive(ArchiveFile file) {
        this.file = file;
    }

    /** {@return whether this process is to run the commands of the training, and then to end} */
    public static boolean isTraining() {
        return Boolean.getBoolean(PlainJava.TRAINING_PROPERTY);
    }

    /**
     * Starts a second process that makes the archive, if the script has named one that it could not use. Waits for nothing. What goes
     * wrong here leaves the next start as slow as this one was.
     *
     * @param program the program whose classes the archive contains
     */
    public static void makeIfMissing(Class<?> program) {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            new ClassArchive(new ArchiveFile(Path.of(named).toAbsolutePath())).make(program.getName());
        }
    }

    private void make(String program) {
        try {
            if (isWritable() && !hasFailedLately()) {
                PlainJava.process(
                                file.folder(),
                                List.of(),
                                ArchiveMaker.class.getName(),
                                file.path().toString(),
                                program)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
            }
        } catch (IOException | SecurityException | UnsupportedOperationException e) {
            // The command has done its work, and its output is not the place for this. The next start tries again.
            return;
        }
    }

    private boolean isWritable() throws IOException {
        Files.createDirectories(file.folder());
        return Files.isWritable(file.folder());
    }

    private boolean hasFailedLately() throws IOException {
        Path report = file.report();
        return Files.exists(report)
                && Files.getLastModifiedTime(report)
                        .toInstant()
                        .isAfter(Instant.now().minus(PAUSE_AFTER_FAILURE));
    }
}
