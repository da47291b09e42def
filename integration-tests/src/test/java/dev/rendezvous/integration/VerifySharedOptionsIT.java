package dev.rendezvous.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A set of options whose jar is replaced after the backend that takes options from it was compiled. */
class VerifySharedOptionsIT {

    @TempDir
    Path dir;

    private Path shared;
    private Path backend;

    @BeforeEach
    void buildBackendWithSharedOptions() throws IOException {
        shared = shared("@RendezvousBackend.Options(@RendezvousBackend.Option(name = \"lease\"))");
        String source = Author.handler("com.acme", "A", "a").replace("RendezvousBackend(\"a\")", """
                        RendezvousBackend(value = "a", optionsFrom = org.shared.Leases.Set.class,
                                options = @dev.rendezvous.annotations.RendezvousBackend.Option(name = "ttl"))""");
        backend = Author.buildJar(dir, "backend", Map.of("com/acme/A.java", source), shared);
    }

    @Test
    void setThatIsUnchangedIsFine() {
        assertThat(verify(backend, shared).output()).contains("\n1         0         ");
        assertThat(verify(backend, shared).exitCode()).isZero();
    }

    @Test
    void setOutsideThePathIsNotJudged() {
        assertThat(verify(backend).exitCode()).isZero();
    }

    @Test
    void keyThatTheSetDeclaresTooIsFound() throws IOException {
        shared = shared("@RendezvousBackend.Options(@RendezvousBackend.Option(name = \"ttl\"))");

        CommandRun run = verify(backend, shared);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("in the @RendezvousBackend of com.acme.A", "ttl", "twice");
    }

    @Test
    void wrongDefaultOfTheSetIsFound() throws IOException {
        shared = shared("@RendezvousBackend.Options(@RendezvousBackend.Option("
                + "name = \"lease\", type = RendezvousBackend.Type.DURATION, defaultValue = \"5 minutes\"))");

        CommandRun run = verify(backend, shared);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("in the @RendezvousBackend of com.acme.A", "lease", "5 minutes");
    }

    @Test
    void classThatLostItsOptionsIsFound() throws IOException {
        shared = shared("");

        CommandRun run = verify(backend, shared);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .contains("com/acme/A.class\n  the @RendezvousBackend of com.acme.A takes options from"
                        + " org.shared.Leases$Set, which carries no @RendezvousBackend.Options\n  fix: compile it");
    }

    private Path shared(String annotation) throws IOException {
        return UnprocessedJar.in(dir, "shared", Map.of("org/shared/Leases.java", """
                package org.shared;
                import dev.rendezvous.annotations.RendezvousBackend;
                public final class Leases {
                    %s
                    public interface Set {}
                }
                """.formatted(annotation)));
    }

    private static CommandRun verify(Path... paths) {
        Object[] words = new Object[paths.length + 1];
        words[0] = "verify";
        System.arraycopy(paths, 0, words, 1, paths.length);
        return CommandRun.of(words);
    }
}
