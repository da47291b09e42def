package dev.rendezvous.cli.inspect.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.cli.inspect.artifact.Artifact;
import dev.rendezvous.cli.inspect.artifact.Artifacts;
import dev.rendezvous.cli.inspect.artifact.Detail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final String INDEX = "META-INF/services/dev.rendezvous.spi.RendezvousBackendProvider";

    @TempDir
    Path folder;

    /** All lines wrong in two ways, and all of one name. */
    @Test
    void hostileIndexGivesABoundedReport() throws IOException {
        StringBuilder index = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            index.append("a.C").append(i).append('\n');
            index.append("#rendezvous:1 a.C").append(i).append(" name=same implementation=a.H\n");
            index.append("#rendezvous:1 a.X").append(i).append(" name=same implementation=a.H\n");
        }
        Files.createDirectories(folder.resolve("META-INF/services"));
        Files.write(folder.resolve(INDEX), index.toString().getBytes(UTF_8));

        List<Artifact> artifacts = Artifacts.of(List.of(folder), Detail.FACTS);
        Report report = Report.of(artifacts, Verification.of(artifacts));

        assertThat(report.findings()).hasSize(2 * (Report.MAX_ALIKE + 1) + 1);
        assertThat(report.findings())
                .extracting(Finding::message)
                .contains("49000 more findings are of the same kind")
                .allSatisfy(message -> assertThat(message).hasSizeLessThan(2_000));
    }
}
