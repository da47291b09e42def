package dev.rendezvous.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code rdzv verify --diff} and {@code rdzv lock} read from processed class files, when the index is lost. */
class VerifyDiffIT {

    private static final String PROVIDER = "com.acme.A_RendezvousProvider";
    private static final String SOURCE = Author.handler("com.acme", "A", "a")
            .replace("(\"a\")", "(value = \"a\", aliases = {\"b\", \"c\"}, description = \"Größe -- und mehr\")");

    @TempDir
    Path dir;

    private Map<String, byte[]> contents;
    private String index;

    @BeforeEach
    void build() throws IOException {
        contents = Author.contents(Author.buildJar(dir, "jar", Map.of("com/acme/A.java", SOURCE)));
        index = new String(Objects.requireNonNull(contents.get(Author.INDEX)), UTF_8);
    }

    @Test
    void generatedIndexHasNoDifference() throws IOException {
        CommandRun run = verify();

        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).doesNotContain("---");
    }

    @Test
    void lostIndexIsShownAsProcessorWroteIt() throws IOException {
        contents.remove(Author.INDEX);

        CommandRun run = verify();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(diff(run)).isEqualTo("+" + index.strip().replace("\n", "\n+"));
    }

    @Test
    void recordIsCorrectedAndKeepsUnknownFields() throws IOException {
        contents.put(
                Author.INDEX, index.replace("aliases=b,c", "aliases=b later=1").getBytes(UTF_8));

        String lines = diff(verify());

        assertThat(lines).isEqualTo("""
                -#rendezvous:1 %1$s name=a aliases=b implementation=com.acme.A later=1 -- Größe -- und mehr
                +#rendezvous:1 %1$s name=a aliases=b,c implementation=com.acme.A later=1 -- Größe -- und mehr\
                """.formatted(PROVIDER));
    }

    @Test
    void unprocessedBackendIsReportedWithItsLines() throws IOException {
        Path jar = UnprocessedJar.in(dir, "plain", Map.of("com/acme/A.java", SOURCE));

        CommandRun run = CommandRun.of("verify", "--diff", jar);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .contains("\n+" + PROVIDER + "\n")
                .contains("com.acme.A carries @RendezvousBackend(\"a\"), but has no provider and is not listed\n");
    }

    @Test
    void lockTakesNamesFromClassFilesWithoutRecords() throws IOException {
        Path whole = lock("whole");
        contents.put(Author.INDEX, (PROVIDER + "\n").getBytes(UTF_8));
        Path stripped = lock("stripped");

        assertThat(backends(stripped)).contains("\"name\" : \"a\"").isEqualTo(backends(whole));
    }

    private Path lock(String name) throws IOException {
        Path lock = dir.resolve(name + ".lock");
        assertThat(CommandRun.of("lock", write(), "--out", lock).exitCode()).isZero();
        return lock;
    }

    private static String backends(Path lock) throws IOException {
        String text = Files.readString(lock);
        return text.substring(text.indexOf("\"backends\""));
    }

    private CommandRun verify() throws IOException {
        return CommandRun.of("verify", "--diff", write());
    }

    private static String diff(CommandRun run) {
        return run.output()
                .lines()
                .dropWhile(line -> !line.startsWith("+++"))
                .skip(1)
                .collect(Collectors.joining("\n"));
    }

    private Path write() throws IOException {
        return Author.write(dir.resolve("altered.jar"), contents);
    }
}
