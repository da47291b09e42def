package com.acme.rendezvous.shareddir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The directory of one round: a file for each rank, which the node of that rank claims; a marker, once the group is complete; and
 * the store. Only the holder of the lock of the run may call a method other than {@link #hasStarted()}.
 */
record Round(Path directory, int number, int worldSize) {

    private static final Pattern NAME = Pattern.compile("round-(\\d{1,9})-of-(\\d{1,9})");

    /** The round in the directory of the run. Its size is part of the name, so that nodes that were told another size notice. */
    static Round of(Path run, int number, int worldSize) {
        return new Round(run.resolve("round-" + number + "-of-" + worldSize), number, worldSize);
    }

    static Optional<Round> parse(Path directory) {
        Matcher matcher = NAME.matcher(directory.getFileName().toString());
        return matcher.matches()
                ? Optional.of(
                        new Round(directory, Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    void create() throws IOException {
        Files.createDirectories(store());
    }

    Path store() {
        return directory.resolve("store");
    }

    boolean hasStarted() {
        return Files.exists(started());
    }

    /** Takes a rank; empty while another node has it. */
    Optional<FileClaim> claim(int rank) throws IOException {
        return FileClaim.tryTake(claimFile(rank));
    }

    /** The ranks that have a living owner. */
    List<Integer> present() throws IOException {
        List<Integer> present = new ArrayList<>();
        for (int rank = 0; rank < worldSize; rank++) {
            if (Files.exists(claimFile(rank)) && isHeld(claimFile(rank))) {
                present.add(rank);
            }
        }
        return present;
    }

    boolean isWhole() throws IOException {
        return present().size() == worldSize;
    }

    void start() throws IOException {
        Files.createFile(started());
    }

    void deleteIfDeserted() throws IOException {
        if (Files.exists(directory) && present().isEmpty()) {
            delete();
        }
    }

    private void delete() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static boolean isHeld(Path claimFile) throws IOException {
        Optional<FileClaim> claim = FileClaim.tryTake(claimFile);
        if (claim.isPresent()) {
            claim.get().close();
        }
        return claim.isEmpty();
    }

    private Path claimFile(int rank) {
        return directory.resolve("rank-" + rank);
    }

    private Path started() {
        return directory.resolve("started");
    }
}
