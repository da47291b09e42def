package com.acme.rendezvous.shareddir;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.RendezvousStateException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileClaimTest {

    @TempDir
    private Path temporary;

    private Path file;

    @BeforeEach
    void chooseFile() {
        file = temporary.resolve("claim");
    }

    @Test
    void heldFileCannotBeTaken() throws Exception {
        try (FileClaim claim = FileClaim.tryTake(file).orElseThrow()) {
            assertThat(FileClaim.tryTake(file)).isEmpty();
            assertThat(claim).isNotNull();
        }
    }

    @Test
    void releasedFileCanBeTakenOnce() throws Exception {
        FileClaim first = FileClaim.tryTake(file).orElseThrow();
        first.close();
        try (FileClaim second = FileClaim.tryTake(file).orElseThrow()) {
            first.close();
            assertThat(FileClaim.tryTake(file)).isEmpty();
            assertThat(second).isNotNull();
        }
    }

    @Test
    void secondCopyOfTheClassIsReported() throws Exception {
        try (FileChannel copy = FileChannel.open(file, CREATE, WRITE)) {
            assertThat(copy.lock().isValid()).isTrue();
            assertThatThrownBy(() -> FileClaim.tryTake(file))
                    .isInstanceOf(RendezvousStateException.class)
                    .hasMessageContaining("load this backend once");
        }
        FileClaim.tryTake(file).orElseThrow().close();
    }

    @Test
    void markedFileIsReplaced() throws Exception {
        Files.writeString(file, "x");

        assertThat(FileClaim.tryTake(file)).isEmpty();
        FileClaim.tryTake(file).orElseThrow().close();
    }

    @Test
    void lockFileIsDeletedWithTheLastFile() throws Exception {
        FileClaim.whileHoldingAndTidy(file, () -> Files.createFile(temporary.resolve("other")));
        assertThat(file).exists();

        FileClaim.whileHoldingAndTidy(file, () -> Files.deleteIfExists(temporary.resolve("other")));
        assertThat(temporary).isEmptyDirectory();
    }
}
