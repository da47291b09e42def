package dev.rendezvous.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GeneratedProvidersTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void providersAreWrittenAsTheGoldenFilesSay(Compiler compiler) throws IOException {
        Workspace workspace = new Workspace(directory);
        GoodBackends.copyTo(workspace);

        workspace.compileAll(compiler).orFail();

        for (String name : GoodBackends.PROVIDERS) {
            String provider = name + "_RendezvousProvider";
            assertThat(workspace.generated(provider))
                    .as(provider)
                    .isEqualTo(Resources.text("golden/" + provider + ".java"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void indexIsWrittenAsTheGoldenFileSays(Compiler compiler) {
        Workspace workspace = new Workspace(directory);
        GoodBackends.copyTo(workspace);

        workspace.compileAll(compiler).orFail();

        assertThat(workspace.index()).isEqualTo(Resources.text("golden/index.txt"));
    }

    @Test
    void everyProviderHasItsGoldenFile() {
        assertThat(Resources.list("golden")).hasSize(GoodBackends.PROVIDERS.size() + 1);
    }
}
