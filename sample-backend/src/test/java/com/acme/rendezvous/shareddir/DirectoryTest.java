package com.acme.rendezvous.shareddir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousConnectionException;
import dev.rendezvous.RendezvousInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the directory must allow, and what is left in it. */
final class DirectoryTest extends HandlerFixture {

    @Test
    void lastNodeDeletesTheRun() throws Exception {
        List<SharedDirectoryHandler> group = handlersOfAGroup(2);
        for (RendezvousInfo place : meet(group)) {
            place.store().set("key of " + place.rank(), new byte[0]);
        }
        group.get(0).close();
        assertThat(files()).isNotEmpty();
        group.get(1).close();
        assertThat(files()).isEmpty();
    }

    @Test
    void interruptedCloseLeavesNoFiles() throws Exception {
        SharedDirectoryHandler handler = handler(1);
        handler.nextRendezvous();
        Thread.currentThread().interrupt();
        handler.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(files()).isEmpty();
    }

    @Test
    void closedRunLeavesMarkerAndLock() throws Exception {
        SharedDirectoryHandler handler = handler(1);
        handler.nextRendezvous();
        handler.closeRun();
        handler.close();
        assertThat(files())
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrder("rendezvous.lock", FileNames.of(RUN), "closed");
    }

    @Test
    void filesOfDeadNodesAreDeleted() throws Exception {
        Path dead = endpoint().resolve(FileNames.of(RUN)).resolve("round-3-of-2");
        Files.createDirectories(dead.resolve("store"));
        Files.createFile(dead.resolve("started"));
        Files.createFile(dead.resolve("rank-0"));
        Files.createFile(dead.resolve("store/an old value"));
        assertThat(meet(handlersOfAGroup(2))).hasSize(2);
        assertThat(dead).doesNotExist();
    }

    @Test
    void missingDirectoryIsCreated() throws Exception {
        Path below = endpoint().resolve("not/there");
        assertThat(handler(parameters(1).endpoint(below.toString()))
                        .nextRendezvous()
                        .worldSize())
                .isEqualTo(1);
    }

    @Test
    void linkToADirectoryIsAccepted() throws Exception {
        Path target = Files.createDirectory(endpoint().resolve("target"));
        Path link = Files.createSymbolicLink(endpoint().resolve("link"), target);
        SharedDirectoryHandler direct = handler(parameters(2).endpoint(target.toString()));
        SharedDirectoryHandler linked = handler(parameters(2).endpoint(link.toString()));
        assertThat(meet(List.of(direct, linked)))
                .extracting(RendezvousInfo::rank)
                .containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void impossibleDirectoryIsNamedWithWhatToDo() throws Exception {
        Path file = Files.createFile(endpoint().resolve("file"));
        Path below = file.resolve("below");
        assertThatThrownBy(() -> handler(parameters(1).endpoint(below.toString())))
                .isInstanceOf(RendezvousConnectionException.class)
                .hasMessageContaining(below.toString())
                .hasMessageContaining("a directory that all nodes can write to");
    }

    @Test
    void unwritableDirectoryIsNamedWithWhatToDo() throws Exception {
        SharedDirectoryHandler handler = handler(1);
        // Root may write to a read-only directory, but cannot open a directory as a file.
        Files.createDirectory(endpoint().resolve("rendezvous.lock"));
        assertThatThrownBy(handler::nextRendezvous)
                .isInstanceOf(RendezvousConnectionException.class)
                .hasMessageContaining(endpoint().toString())
                .hasMessageContaining("create, lock, rename and delete");
        assertThat(handler.shutdown()).isFalse();
        handler.close();
    }

    @Test
    void closeDoesNotThrowWithoutTheDirectory() throws Exception {
        SharedDirectoryHandler handler = handler(1);
        handler.nextRendezvous();
        Files.move(endpoint().resolve(FileNames.of(RUN)), endpoint().resolve("moved away"));
        Files.delete(endpoint().resolve("rendezvous.lock"));
        Files.createDirectory(endpoint().resolve("rendezvous.lock"));
        handler.close();
        handler.close();
    }

    @Test
    void emptyEndpointIsRefused() {
        assertThatThrownBy(() -> handler(parameters(1).endpoint(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("endpoint is empty");
    }

    @Test
    void fileAsEndpointIsRefused() throws Exception {
        Path file = Files.createFile(endpoint().resolve("file"));
        assertThatThrownBy(() -> handler(parameters(1).endpoint(file.toString())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void emptyRunIdIsRefused() {
        assertThatThrownBy(() -> handler(parameters(1).runId("")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("run id");
    }
}
