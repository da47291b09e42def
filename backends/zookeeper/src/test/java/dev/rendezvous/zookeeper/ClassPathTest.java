package dev.rendezvous.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.engine.spi.Life;
import dev.rendezvous.engine.spi.Precondition;
import dev.rendezvous.testkit.JavaProcess;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three jars are enough; TLS asks for more. */
class ClassPathTest {

    /** Not needed without TLS, or only by a server. */
    private static final String LEFT_OUT = ".*(netty|commons-io|metrics-core|snappy|audience).*";

    @TempDir
    Path folder;

    @Test
    void clientNeedsThreeJars() throws Exception {
        try (LocalServer server = LocalServer.start(folder)) {
            String path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(entry -> !entry.matches(LEFT_OUT))
                    .collect(Collectors.joining(File.pathSeparator));
            Process process = new ProcessBuilder(
                            JavaProcess.java(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            path,
                            Program.class.getName(),
                            server.endpoint())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(output).contains("wrote: Applied").contains("TLS: ").contains("add io.netty:netty-handler");
            assertThat(process.waitFor()).isZero();
        }
    }

    /** Writes a key, then asks for TLS. */
    static final class Program {

        private Program() {}

        public static void main(String[] arguments) throws Exception {
            try (ZookeeperSpace space = Spaces.open(arguments[0], "run")) {
                System.out.println("wrote: "
                        + space.put("m/node", "1", Precondition.absent(), Life.linger(Duration.ofHours(1)))
                                .toCompletableFuture()
                                .get(30, TimeUnit.SECONDS));
            }
            try {
                ZookeeperSettings.of(RendezvousParameters.builder("zookeeper")
                        .endpoint(arguments[0])
                        .runId("run")
                        .nodes(1, 1)
                        .config(Map.of("tls", "true"))
                        .build());
            } catch (IllegalArgumentException e) {
                System.out.println("TLS: " + e.getMessage());
            }
        }
    }
}
