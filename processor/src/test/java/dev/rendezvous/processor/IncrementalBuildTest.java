package dev.rendezvous.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.processor.metadata.MetadataKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.lang.model.element.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build tool relies on that compiles only what changed. */
class IncrementalBuildTest {

    @TempDir
    Path directory;

    private Workspace workspace;

    @BeforeEach
    void copySources() {
        workspace = new Workspace(directory);
        GoodBackends.copyTo(workspace);
    }

    @Test
    void everyProviderComesFromExactlyItsOwnElement() {
        Map<String, List<String>> origins = new TreeMap<>();

        workspace
                .processors(
                        FilerProxy.watching(new RendezvousBackendProcessor(), (method, arguments) -> {
                            assertThat(method).isEqualTo("createSourceFile");
                            origins.put((String) arguments[0], names((Element[]) arguments[1]));
                        }),
                        new RendezvousIndexProcessor())
                .compileAll(Compiler.JAVAC)
                .orFail();

        assertThat(origins)
                .hasSize(GoodBackends.PROVIDERS.size())
                .containsEntry("com.acme.TestBackend_RendezvousProvider", List.of("TestBackend"))
                .containsEntry("com.acme.Methods_one_RendezvousProvider", List.of("one"))
                .allSatisfy((provider, elements) -> assertThat(elements).hasSize(1));
    }

    @Test
    void indexAndMetadataAreWrittenOnce() {
        List<Object> resources = new ArrayList<>();
        List<String> calls = new ArrayList<>();

        workspace
                .processors(
                        new RendezvousBackendProcessor(),
                        FilerProxy.watching(new RendezvousIndexProcessor(), (method, arguments) -> {
                            calls.add(method);
                            if (method.equals("createResource")) {
                                resources.add(arguments[2]);
                            }
                        }))
                .compileAll(Compiler.JAVAC)
                .orFail();

        assertThat(resources)
                .hasSize(1 + MetadataKind.values().length)
                .doesNotHaveDuplicates()
                .contains(Workspace.INDEX);
        assertThat(calls).doesNotContain("createSourceFile", "createClassFile");
    }

    private static List<String> names(Element[] elements) {
        return List.of(elements).stream()
                .map(element -> element.getSimpleName().toString())
                .toList();
    }
}
