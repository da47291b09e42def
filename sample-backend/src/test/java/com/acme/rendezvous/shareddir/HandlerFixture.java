package com.acme.rendezvous.shareddir;

import dev.rendezvous.RendezvousInfo;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.tck.BackgroundCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Handlers of one run in a new directory. They are closed after each test. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class HandlerFixture {

    static final String RUN = "run/7";

    private final Deque<SharedDirectoryHandler> handlers = new ArrayDeque<>();

    @TempDir
    private Path temporary;

    @AfterEach
    final void closeHandlers() {
        handlers.forEach(SharedDirectoryHandler::close);
    }

    final Path endpoint() {
        return temporary;
    }

    final RendezvousParameters.Builder parameters(int nodes) {
        return RendezvousParameters.builder("testbackend")
                .endpoint(temporary.toString())
                .runId(RUN)
                .nodes(nodes, nodes);
    }

    final SharedDirectoryHandler handler(int nodes) {
        return handler(parameters(nodes));
    }

    final SharedDirectoryHandler handler(RendezvousParameters.Builder parameters) {
        SharedDirectoryHandler handler = new SharedDirectoryHandler(parameters.build());
        handlers.push(handler);
        return handler;
    }

    final List<SharedDirectoryHandler> handlersOfAGroup(int nodes) {
        return Stream.generate(() -> handler(nodes)).limit(nodes).toList();
    }

    static List<RendezvousInfo> meet(List<SharedDirectoryHandler> handlers) throws Exception {
        List<BackgroundCall<RendezvousInfo>> calls = new ArrayList<>();
        for (SharedDirectoryHandler handler : handlers) {
            calls.add(BackgroundCall.start(handler::nextRendezvous));
        }
        List<RendezvousInfo> places = new ArrayList<>();
        for (BackgroundCall<RendezvousInfo> call : calls) {
            places.add(call.result());
        }
        return places;
    }

    /** Whether a round of the run has a file for the rank, of a living or a dead node. */
    final boolean isClaimed(int rank) throws IOException {
        return files().stream().anyMatch(file -> file.endsWith("rank-" + rank));
    }

    /** All files in the endpoint. */
    final List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(temporary)) {
            return files.filter(file -> !file.equals(temporary)).sorted().toList();
        } catch (UncheckedIOException goneMeanwhile) {
            return files();
        }
    }
}
