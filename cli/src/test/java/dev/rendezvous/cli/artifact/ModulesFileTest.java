package dev.rendezvous.cli.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModulesFileTest {

    private static final byte[] CONTENT = "the content of a file ".repeat(40).getBytes(UTF_8);

    @TempDir
    Path folder;

    /** The image that this test runs on, beside what the JVM itself reads of it. */
    @Test
    void theModulesOfAJdkAreReadAsTheJvmReadsThem() throws IOException {
        try (ModulesFile modules = ModulesFile.open(Path.of(System.getProperty("java.home"), "lib", "modules"))) {
            List<ModulesFile.Resource> resources = modules.resources();
            assertThat(resources).hasSizeGreaterThan(5_000);
            Path jvm = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules");
            for (ModulesFile.Resource resource : resources) {
                if (resource.module().equals("jdk.zipfs")) {
                    byte[] expected = Files.readAllBytes(jvm.resolve("jdk.zipfs/" + resource.name()));
                    assertThat(modules.read(resource)).as(resource.name()).isEqualTo(expected);
                }
            }
            assertThat(resources)
                    .filteredOn(resource -> resource.module().equals("jdk.zipfs"))
                    .extracting(ModulesFile.Resource::name)
                    .contains("module-info.class", "jdk/nio/zipfs/ZipFileSystem.class");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void packedFilesAreUnpackedInEitherOrderOfBytes(boolean isBigEndian) throws IOException {
        ByteOrder order = isBigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        Path file = Files.write(folder.resolve("modules"), image(order, "zip"));

        try (ModulesFile modules = ModulesFile.open(file)) {
            List<ModulesFile.Resource> resources = modules.resources();
            assertThat(resources).singleElement().satisfies(resource -> {
                assertThat(resource.module()).isEqualTo("m");
                assertThat(resource.name()).isEqualTo("a/A.class");
            });
            assertThat(modules.read(resources.get(0))).isEqualTo(CONTENT);
        }
    }

    @Test
    void aPackerThatOnlyTheJvmKnowsIsNamed() throws IOException {
        Path file = Files.write(folder.resolve("modules"), image(ByteOrder.LITTLE_ENDIAN, "compact-cp"));

        try (ModulesFile modules = ModulesFile.open(file)) {
            ModulesFile.Resource resource = modules.resources().get(0);
            assertThatThrownBy(() -> modules.read(resource))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll("compact-cp", "--compress=1");
        }
    }

    @Test
    void aFileOfAnotherKindOrVersionIsRefused() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "no modules of an image, but long enough");
        byte[] later = image(ByteOrder.LITTLE_ENDIAN, "zip");
        later[6] = 2;
        Path laterFile = Files.write(folder.resolve("later"), later);

        assertThatThrownBy(() -> ModulesFile.open(other))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not begin as the modules of an image do");
        assertThatThrownBy(() -> ModulesFile.open(laterFile))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has the format 2, expected 1");
    }

    @Test
    void whereverItIsDamagedOrEndsItIsReadOrRefused() throws IOException {
        byte[] bytes = image(ByteOrder.LITTLE_ENDIAN, "zip");
        Random random = new Random(1);
        int refused = 0;

        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= (byte) (1 + random.nextInt(255));
            refused += isRefused(changed) ? 1 : 0;
            assertThat(isRefused(Arrays.copyOf(bytes, i))).as("%s bytes", i).isTrue();
        }

        assertThat(refused).isGreaterThan(50);
    }

    private boolean isRefused(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("changed"), bytes);
        try (ModulesFile modules = ModulesFile.open(file)) {
            for (ModulesFile.Resource resource : modules.resources()) {
                modules.read(resource);
            }
            return false;
        } catch (IOException expected) {
            return true;
        }
    }

    /** The smallest image: the file a/A.class of the module m. */
    private static byte[] image(ByteOrder order, String packer) {
        byte[] texts = ("\0m\0a\0A\0class\0" + packer + "\0").getBytes(UTF_8);
        byte[] packed = packed(order);
        ByteBuffer locations = ByteBuffer.allocate(64);
        int[] values = {0, 1, 3, 5, 7, 0, packed.length, CONTENT.length};
        for (int kind = 1; kind < values.length; kind++) {
            locations.put((byte) (kind << 3 | 3)).putInt(values[kind]);
        }
        locations.put((byte) 0).flip();
        ByteBuffer image = ByteBuffer.allocate(1024).order(order);
        for (int value : new int[] {0xcafedada, 1 << 16, 0, 1, 1, locations.limit(), texts.length, 0, 0}) {
            image.putInt(value);
        }
        image.put(locations).put(texts).put(packed);
        return Arrays.copyOf(image.array(), image.position());
    }

    private static byte[] packed(ByteOrder order) {
        Deflater deflater = new Deflater();
        deflater.setInput(CONTENT);
        deflater.finish();
        byte[] bytes = new byte[CONTENT.length];
        int length = deflater.deflate(bytes);
        deflater.end();
        ByteBuffer packed = ByteBuffer.allocate(29 + length).order(order);
        packed.putInt(0xcafefafa)
                .putLong(length)
                .putLong(CONTENT.length)
                .putInt(13)
                .putInt(0);
        packed.put((byte) 1).put(bytes, 0, length);
        return packed.array();
    }
}
