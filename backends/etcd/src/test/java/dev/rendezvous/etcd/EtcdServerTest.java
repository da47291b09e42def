package dev.rendezvous.etcd;

import static dev.rendezvous.tck.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rendezvous.Endpoint;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.io.TempDir;

/** The server for tests: when it starts, and when it ends. */
class EtcdServerTest {

    /** Starts a server, prints its process id, and waits to be killed. */
    static final class Owner {
        public static void main(String[] args) throws Exception {
            try (EtcdServer server = EtcdServer.start()) {
                System.out.println(server.process().pid());
                TimeUnit.MINUTES.sleep(5);
            }
        }
    }

    @Test
    @RequiresEtcd
    void serverEndsWithItsJvm() throws Exception {
        Process owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath(),
                        Owner.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = owner.inputReader(StandardCharsets.UTF_8)) {
            long pid = Long.parseLong(said.readLine());
            assertThat(isAlive(pid)).isTrue();
            owner.destroyForcibly();
            eventually("the server has ended", () -> !isAlive(pid));
        } finally {
            owner.destroyForcibly();
        }
    }

    private static String classPath() {
        return Stream.of(Owner.class, EtcdServer.class, Endpoint.class)
                .map(type -> Path.of(URI.create(type.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString()))
                        .toString())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    @Test
    void missingProgramIsNamedWithTheInstallCommand(@TempDir Path empty) {
        assertThat(EtcdBinary.find(Optional.empty(), empty.toString())).isEmpty();
        assertThat(EtcdBinary.find(Optional.of(empty.resolve("etcd").toString()), "/usr/bin"))
                .isEmpty();
        assertThatThrownBy(() -> EtcdBinary.require(Optional.empty()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("apt-get install -y etcd-server")
                .hasMessageContaining("RDZV_ETCD_BINARY");
    }

    @Test
    @RequiresEtcd
    void serverThatDoesNotStartShowsItsOutput() {
        assertThatThrownBy(() -> EtcdServer.start(List.of("--election-timeout=1")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("election-timeout");
    }

    @Test
    void testsAreSkippedUnlessAServerIsRequired() {
        assertThat(EtcdCondition.condition(false, false))
                .satisfies(result -> assertThat(result.isDisabled()).isTrue())
                .extracting(ConditionEvaluationResult::getReason)
                .matches(reason -> reason.orElseThrow().contains("apt-get install"));
        assertThat(EtcdCondition.condition(false, true).isDisabled()).isFalse();
        assertThat(EtcdCondition.condition(true, false).isDisabled()).isFalse();
    }
}
