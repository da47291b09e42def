package com.acme.rendezvous.shareddir;

import dev.rendezvous.RendezvousClosedException;
import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousStateException;
import dev.rendezvous.RendezvousTimeoutException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The directory of one run, with its rounds and the marker of a closed run. Every change is made under one lock for the whole
 * endpoint. The file of the lock is deleted when nothing else is left in the endpoint.
 */
final class Run {

    private final Path lock;
    private final Path directory;
    private final String runId;
    private final int worldSize;

    private Run(Path endpoint, String runId, int worldSize) {
        this.lock = endpoint.resolve("rendezvous.lock");
        this.directory = endpoint.resolve(FileNames.of(runId));
        this.runId = runId;
        this.worldSize = worldSize;
    }

    /** Opens a run in the directory of the endpoint, and creates the directory if it does not exist. */
    static Run open(Path endpoint, String runId, int worldSize) {
        if (Files.exists(endpoint) && !Files.isDirectory(endpoint)) {
            throw new IllegalArgumentException(
                    "the endpoint " + endpoint + " is a file; name a directory that all nodes share");
        }
        try {
            // Before Java 20, createDirectories alone fails for a link to a directory.
            Path directory = Files.isDirectory(endpoint) ? endpoint : Files.createDirectories(endpoint);
            return new Run(directory.toRealPath(), runId, worldSize);
        } catch (IOException e) {
            throw new RendezvousConnectionException(
                    "cannot use the endpoint " + endpoint + " (" + e
                            + "); name a directory that all nodes can write to",
                    e);
        }
    }

    /**
     * Takes a place in the round that has not started yet, and starts the round if it was the last place. Empty while the group of
     * a round is complete: a second group would be a second job with the same id.
     */
    Optional<Place> tryJoin() throws InterruptedException {
        return locked(() -> {
            checkNotClosed();
            for (Round round : rounds()) {
                round.deleteIfDeserted();
            }
            Optional<Round> latest = latest(rounds().stream());
            return latest.isPresent()
                            && latest.get().hasStarted()
                            && latest.get().isWhole()
                    ? Optional.empty()
                    : Optional.of(takePlace(openRound(latest)));
        });
    }

    /** Frees a place in any case. The last node that leaves a round deletes it. A second call does nothing. */
    void leave(Place place) throws InterruptedException {
        try {
            locked(() -> release(place));
        } finally {
            place.claim().close();
        }
    }

    /** Leaves because the other nodes did not come in time. Returns only if the group is complete after all. */
    void giveUp(Place place, Duration limit) throws InterruptedException {
        locked(() -> {
            if (place.round().hasStarted()) {
                return place;
            }
            List<Integer> present = place.round().present();
            release(place);
            List<Integer> missing = missing(present);
            throw new RendezvousTimeoutException(
                    tooFew(present, missing, limit),
                    missing.stream().map(rank -> "rank " + rank).toList());
        });
    }

    /** The number of nodes that have come for the next round since the group lost a node. */
    int numNodesWaiting() throws InterruptedException {
        return locked(() -> {
            List<Round> rounds = rounds();
            Optional<Round> next = latest(rounds.stream()).filter(round -> !round.hasStarted());
            return next.isPresent() && rounds.stream().anyMatch(Round::hasStarted)
                    ? next.get().present().size()
                    : 0;
        });
    }

    boolean isClosed() {
        return Files.exists(closedMarker());
    }

    void setClosed() throws InterruptedException {
        locked(() -> {
            Files.createDirectories(directory);
            return isClosed() ? directory : Files.createFile(closedMarker());
        });
    }

    void checkNotClosed() {
        if (isClosed()) {
            throw new RendezvousClosedException(
                    "run " + runId + " in " + directory + " is closed; start a new run with another id");
        }
    }

    private Round openRound(Optional<Round> latest) {
        if (latest.isEmpty() || latest.get().hasStarted()) {
            return Round.of(directory, latest.map(Round::number).orElse(0) + 1, worldSize);
        }
        if (latest.get().worldSize() != worldSize) {
            throw new RendezvousStateException(
                    "run " + runId + " waits for " + latest.get().worldSize() + " nodes, but this node was told "
                            + worldSize + "; give all nodes of a run the same number of nodes");
        }
        return latest.get();
    }

    private Place takePlace(Round round) throws IOException {
        boolean joined = false;
        try {
            round.create();
            Place place = Place.take(round)
                    .orElseThrow(
                            () -> new RendezvousStateException(round.directory() + " is full but has not started"));
            startIfWhole(place);
            joined = true;
            return place;
        } finally {
            if (!joined) {
                tidyUp(round);
            }
        }
    }

    /** Runs after a failure. The caller gets that failure, and not one of the cleaning. */
    private void tidyUp(Round round) {
        try {
            FileClaim.undisturbed(() -> deleteIfDeserted(round));
        } catch (IOException | UncheckedIOException leftThere) {
            // The next node that joins removes it.
        }
    }

    private static void startIfWhole(Place place) throws IOException {
        boolean done = false;
        try {
            if (place.round().isWhole()) {
                place.round().start();
            }
            done = true;
        } finally {
            if (!done) {
                place.claim().close();
            }
        }
    }

    private boolean release(Place place) throws IOException {
        place.claim().close();
        return deleteIfDeserted(place.round());
    }

    private boolean deleteIfDeserted(Round round) throws IOException {
        round.deleteIfDeserted();
        try {
            return Files.deleteIfExists(directory);
        } catch (DirectoryNotEmptyException inUse) {
            // Other nodes are in a round, or the run is closed and the marker must stay.
            return false;
        }
    }

    private List<Round> rounds() throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(Round::parse).flatMap(Optional::stream).toList();
        }
    }

    private static Optional<Round> latest(Stream<Round> rounds) {
        return rounds.max(Comparator.comparingInt(Round::number));
    }

    private List<Integer> missing(List<Integer> present) {
        return IntStream.range(0, worldSize)
                .boxed()
                .filter(rank -> !present.contains(rank))
                .toList();
    }

    private String tooFew(List<Integer> present, List<Integer> missing, Duration limit) {
        return "only " + present.size() + " of " + worldSize + " nodes came to run " + runId + " in " + directory
                + " within " + Texts.of(limit) + ": the ranks " + present + " are there, " + missing + " are missing";
    }

    private Path closedMarker() {
        return directory.resolve("closed");
    }

    private <T> T locked(FileClaim.Action<T> action) throws InterruptedException {
        return FileClaim.whileHoldingAndTidy(lock, action);
    }
}
