package dev.rendezvous.cli.inspect.artifact;

import static dev.rendezvous.cli.inspect.artifact.SampleClasses.NOTES;
import static dev.rendezvous.cli.inspect.artifact.SampleClasses.bytesOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.cli.inspect.artifact.SampleClasses.Noted;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A class file that is cut off or has changed bytes is read or refused, and causes no other exception. */
class DamagedClassFileTest {

    @Test
    void truncatedClassFileIsRefusedWhereverItEnds() throws IOException {
        byte[] bytes = bytesOf(Noted.class);

        for (int length = 0; length < bytes.length; length++) {
            byte[] truncated = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> ClassFileReader.read(truncated, NOTES))
                    .as("%s bytes", length)
                    .isInstanceOf(ClassFileException.class);
        }
    }

    @Test
    void damagedByteThrowsNothingUnexpected() throws IOException {
        byte[] bytes = bytesOf(Noted.class);
        int refused = 0;

        for (int i = 0; i < bytes.length; i++) {
            for (int damage : new int[] {0x01, 0x80, 0xff}) {
                byte[] damaged = bytes.clone();
                damaged[i] ^= (byte) damage;
                refused += isRefused(damaged) ? 1 : 0;
            }
        }

        assertThat(refused).isGreaterThan(100);
    }

    @Test
    void whatIsNoClassFileIsSaid() {
        assertThatThrownBy(() -> ClassFileReader.read("no class file".getBytes(UTF_8), NOTES))
                .isInstanceOf(ClassFileException.class)
                .hasMessage("does not begin as class files do");
    }

    private static boolean isRefused(byte[] bytes) {
        try {
            ClassFileReader.read(bytes, NOTES);
            return false;
        } catch (ClassFileException refused) {
            return true;
        }
    }
}
