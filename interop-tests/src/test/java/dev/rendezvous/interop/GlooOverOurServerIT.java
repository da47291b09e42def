package dev.rendezvous.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.tcpstore.server.TcpStoreServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workload of PyTorch 2.13: two processes of gloo find each other through our server, and sum up a tensor between them. */
class GlooOverOurServerIT {

    @TempDir
    Path directory;

    @Test
    void twoProcessesMeetAndSumUp() throws Exception {
        try (TcpStoreServer server = TcpStoreServer.builder().start();
                PeerProcess first = member(server, 0);
                PeerProcess second = member(server, 1)) {
            assertThat(first.result()).contains("rank 0 of 2: 9.0");
            assertThat(second.result()).contains("rank 1 of 2: 9.0");
        }
    }

    private PeerProcess member(TcpStoreServer server, int rank) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dorg.bytedeco.javacpp.cachedir=" + System.getProperty("org.bytedeco.javacpp.cachedir"),
                GlooMember.class.getName(),
                Integer.toString(server.port()),
                Integer.toString(rank),
                "2");
        return PeerProcess.start(directory, command, Map.of("OMP_NUM_THREADS", "1"));
    }
}
