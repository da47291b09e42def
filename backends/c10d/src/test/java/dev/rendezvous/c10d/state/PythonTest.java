package dev.rendezvous.c10d.state;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Python reads what is written here, and writes it again with each of its protocols. Skipped without a {@code python3}. */
final class PythonTest {

    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    private Path dir;

    @BeforeAll
    static void pythonIsThere() throws Exception {
        try {
            Process process = new ProcessBuilder("python3", "-c", "import dataclasses").start();
            assumeTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0, "no python3");
        } catch (IOException e) {
            assumeTrue(false, "no python3: " + e.getMessage());
        }
    }

    @Test
    void pythonReadsAndWritesOurStates() throws Exception {
        List<String> input = new ArrayList<>();
        List<RunState> states = new ArrayList<>();
        List<Family> families = new ArrayList<>();
        for (Family family : Family.values()) {
            StateCodec codec = new StateCodec(family, "k");
            List<RunState> some = new ArrayList<>(CapturedState.all().stream()
                    .filter(captured -> captured.fits(family))
                    .map(captured -> codec.decode(captured.bytes()))
                    .toList());
            some.add(StateCodecTest.crowd(300));
            for (RunState state : some) {
                input.add(family.option() + " " + new String(codec.encode(state), ISO_8859_1));
                states.add(state);
                families.add(family);
            }
        }

        List<String> output = run(input);

        assertThat(output).hasSameSizeAs(input);
        for (int i = 0; i < output.size(); i++) {
            String[] columns = output.get(i).split("\t", -1);
            assertThat(columns[0]).isEqualTo(StateText.of(states.get(i), families.get(i)));
            for (int protocol = 1; protocol < columns.length; protocol++) {
                StateCodec codec = new StateCodec(families.get(i), "k");
                assertThat(StateText.of(codec.decode(columns[protocol].getBytes(ISO_8859_1)), families.get(i)))
                        .isEqualTo(columns[0]);
            }
        }
    }

    private List<String> run(List<String> input) throws Exception {
        Path script = dir.resolve("agent.py");
        try (InputStream stream = Objects.requireNonNull(PythonTest.class.getResourceAsStream("agent.py"))) {
            Files.copy(stream, script);
        }
        Path in = Files.write(dir.resolve("in"), input);
        Path out = dir.resolve("out");
        ProcessBuilder builder = new ProcessBuilder("python3", script.toString())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(dir.resolve("err").toFile());
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(dir.resolve("err"))).doesNotContain("Error");
        return Files.readAllLines(out, UTF_8);
    }
}
