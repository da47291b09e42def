package dev.rendezvous.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.index.IndexFormat;
import java.io.OutputStream;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars that mean harm. Each lies beside a good one, which has to be found. */
class HostileIndexTest {

    private static final int MEGABYTE = 1 << 20;

    @TempDir
    private Path dir;

    private final RendezvousRegistry registry = RendezvousRegistry.create();

    @Test
    void oversizedIndexIsNotReadToItsEnd() throws Exception {
        Path bomb = dir.resolve("bomb.jar");
        byte[] line = new byte[MEGABYTE];
        Arrays.fill(line, (byte) 'a');
        try (OutputStream file = Files.newOutputStream(bomb);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.putNextEntry(new ZipEntry(PluginJar.INDEX));
            for (int i = 0; i < 256; i++) {
                zip.write(line);
            }
        }

        assertThat(problemOf(bomb)).contains("more than " + IndexFormat.MAX_FILE_BYTES + " bytes");
    }

    @Test
    void millionClassesAreCutOffAtTheBound() throws Exception {
        StringBuilder index = new StringBuilder();
        for (int i = 0; i < 1_000_000; i++) {
            index.append("a.B").append(i).append('\n');
        }
        Path crowded =
                PluginJar.empty().rawIndex(index.toString().getBytes(UTF_8)).write(dir.resolve("crowded.jar"));

        assertThat(problemOf(crowded)).contains("one class too many, expected at most " + IndexFormat.MAX_ENTRIES);
        assertThat(registry.names()).containsExactly("good");
    }

    @Test
    void lookAlikeNamesAreRefusedAtTheirLine() throws Exception {
        Path lookAlike = PluginJar.empty()
                .line("com.acme.A")
                .line("#rendezvous:1 com.acme.A name=g\u043e\u043ed implementation=com.acme.A")
                .write(dir.resolve("look-alike.jar"));

        assertThat(problemOf(lookAlike)).contains("U+043E").contains("did you mean \"good\"");
    }

    @Test
    void pathLikeNamesAreRefusedAtTheirLine() throws Exception {
        Path path = PluginJar.empty().line("../../etc/passwd").write(dir.resolve("path.jar"));

        assertThat(problemOf(path)).contains("../../etc/passwd", "is not a class name");
    }

    /** What the thread has for a context loader says nothing about what an application wants to see. */
    @Test
    void contextLoaderOfTheThreadIsNeverUsed() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader context = loaderWithGoodOne();
                URLClassLoader empty = PluginJar.loader()) {
            thread.setContextClassLoader(context);
            registry.discover(empty);

            assertThat(registry.names()).isEmpty();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private String problemOf(Path jar) throws Exception {
        try (URLClassLoader loader = loaderWithGoodOne(jar)) {
            Discovery discovery = registry.discover(loader);
            assertThat(registry.createHandler(
                                    RendezvousParameters.builder("good").build())
                            .backend())
                    .isEqualTo("good");
            assertThat(discovery.problems()).isNotEmpty();
            return discovery.problems().toString();
        }
    }

    private URLClassLoader loaderWithGoodOne(Path... bad) {
        Path good = PluginJar.with("Good", "good").write(dir.resolve("good.jar"));
        Path[] all = Arrays.copyOf(bad, bad.length + 1);
        all[bad.length] = good;
        return PluginJar.loader(all);
    }
}
