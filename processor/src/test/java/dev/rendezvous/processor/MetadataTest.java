package dev.rendezvous.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.processor.metadata.MetadataFiles;
import dev.rendezvous.processor.metadata.MetadataKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a jar tells native-image, ProGuard and R8 of its backends. */
class MetadataTest {

    private static final String NATIVE_IMAGE =
            "META-INF/native-image/dev.rendezvous/com.acme.B_RendezvousProvider/reachability-metadata.json";
    private static final String PROGUARD = "META-INF/proguard/com.acme.B_RendezvousProvider.pro";
    private static final String R8 = "META-INF/com.android.tools/r8/com.acme.B_RendezvousProvider.pro";

    @TempDir
    Path directory;

    private Workspace workspace;
    private Path b;
    private Path c;

    @BeforeEach
    void writeTwoBackends() {
        workspace = new Workspace(directory);
        workspace.sourceFromResource("good/com/acme/BaseHandler.java", "com/acme/BaseHandler.java");
        c = backend("C");
        b = backend("B");
    }

    @ParameterizedTest
    @EnumSource
    void oneFileForEachToolCoversAllProviders(Compiler compiler) {
        workspace.compileAll(compiler).orFail();

        assertThat(workspace.metadata())
                .containsOnly(Map.entry(NATIVE_IMAGE, """
                                {
                                  "comment": "Written by the annotation processor of dev.rendezvous",
                                  "reflection": [
                                    {
                                      "condition": {"typeReached": "dev.rendezvous.registry.RendezvousRegistry"},
                                      "type": "com.acme.B_RendezvousProvider",
                                      "methods": [{"name": "<init>", "parameterTypes": []}]
                                    },
                                    {
                                      "condition": {"typeReached": "dev.rendezvous.registry.RendezvousRegistry"},
                                      "type": "com.acme.C_RendezvousProvider",
                                      "methods": [{"name": "<init>", "parameterTypes": []}]
                                    }
                                  ],
                                  "resources": [
                                    {
                                      "condition": {"typeReached": "dev.rendezvous.registry.RendezvousRegistry"},
                                      "glob": "META-INF/services/dev.rendezvous.spi.RendezvousBackendProvider"
                                    }
                                  ]
                                }
                                """), Map.entry(PROGUARD, """
                                # Written by the annotation processor of dev.rendezvous, for ProGuard.
                                -dontwarn dev.rendezvous.annotations.**
                                -keepnames interface dev.rendezvous.spi.RendezvousBackendProvider
                                -adaptresourcefilecontents META-INF/services/dev.rendezvous.spi.RendezvousBackendProvider
                                -adaptclassstrings **_RendezvousProvider
                                -keep,allowobfuscation class com.acme.B_RendezvousProvider { public <init>(); }
                                -keep,allowobfuscation class com.acme.C_RendezvousProvider { public <init>(); }
                                """), Map.entry(R8, """
                                # Written by the annotation processor of dev.rendezvous, for R8.
                                -dontwarn dev.rendezvous.annotations.**
                                -keepnames interface dev.rendezvous.spi.RendezvousBackendProvider
                                -keep,allowobfuscation class com.acme.B_RendezvousProvider { public <init>(); }
                                -keep,allowobfuscation class com.acme.C_RendezvousProvider { public <init>(); }
                                """));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "all                    | native-image,proguard,r8",
                "native-image           | native-image",
                "r8,proguard            | proguard,r8",
                "r8,r8                  | r8",
            })
    void onlyTheToolsAskedForAreTold(String asked, String told) {
        workspace
                .option("-Arendezvous.metadata=" + asked)
                .compileAll(Compiler.JAVAC)
                .orFail();

        assertThat(workspace.metadata())
                .containsOnlyKeys(Arrays.stream(told.split(",", -1))
                        .map(word -> MetadataKind.of(word).orElseThrow().path("com.acme.B_RendezvousProvider"))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsWrittenWhereItIsSwitchedOff(Compiler compiler) {
        workspace.option("-Arendezvous.metadata=none").compileAll(compiler).orFail();

        assertThat(workspace.metadata()).isEmpty();
        assertThat(workspace.indexedClasses()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    =graal              | RDZ035: the option -Arendezvous.metadata is "graal"; expected all, none, or some of native-image, proguard and r8, separated by commas (see https://rendezvous.dev/docs/diagnostics.md#rdz035)
                    =native_image       | separated by commas (did you mean "native-image"?) (see
                    =proguard,R8        | is "proguard,R8"; expected all, none, or some of native-image, proguard and r8, separated by commas (did you mean "r8"?)
                    =nonne              | (did you mean "none"?)
                    =all,proguard       | is "all,proguard"; expected all, none, or some of native-image, proguard and r8, separated by commas (see
                    =proguard,          | is "proguard,"; expected
                    ''                  | RDZ035: the option -Arendezvous.metadata is ""; expected
                    """)
    void optionThatIsNoneIsAnErrorOfItsOwnOnBothCompilers(String value, String message) {
        for (Compiler compiler : Compiler.values()) {
            Workspace wrong = new Workspace(directory).option("-Arendezvous.metadata" + value);

            Workspace.Outcome outcome = wrong.compileAll(compiler);

            assertThat(outcome.success()).as("%s", compiler).isFalse();
            assertThat(outcome.errors())
                    .singleElement()
                    .satisfies(
                            error -> assertThat(error.getMessage(Locale.ROOT)).contains(message));
            assertThat(wrong.hasIndex()).isFalse();
            assertThat(wrong.metadata()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void filesFollowWhenABackendComesAndGoes(Compiler compiler) {
        workspace.compileAll(compiler).orFail();
        Map<String, String> before = workspace.metadata();

        Path a = backend("A");
        workspace.compile(compiler, a).orFail();
        assertThat(workspace.metadata())
                .hasSize(before.size())
                .doesNotContainKeys(NATIVE_IMAGE, PROGUARD, R8)
                .allSatisfy((path, text) -> assertThat(path + text)
                        .contains(
                                "/com.acme.A_RendezvousProvider",
                                "com.acme.B_RendezvousProvider",
                                "com.acme.C_RendezvousProvider"));

        delete(a);
        workspace.deleteClass("com/acme/A");
        workspace.deleteClass("com/acme/A_RendezvousProvider");
        workspace.compile(compiler, b).orFail();
        assertThat(workspace.metadata()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void switchRemovesOwnFilesAndKeepsOthers(Compiler compiler) {
        workspace.compileAll(compiler).orFail();
        workspace.resource(R8, "# by hand\n");

        new Workspace(directory)
                .option("-Arendezvous.metadata=none")
                .compile(compiler, c)
                .orFail();

        assertThat(workspace.metadata()).containsOnly(Map.entry(R8, "# by hand\n"));
    }

    @ParameterizedTest
    @EnumSource
    void handWrittenFileStaysWithAWarning(Compiler compiler) {
        workspace.resource(R8, "# by hand\n");

        Workspace.Outcome outcome = workspace.compileAll(compiler).orFail();

        assertThat(workspace.metadata())
                .containsOnlyKeys(NATIVE_IMAGE, PROGUARD, R8)
                .containsEntry(R8, "# by hand\n");
        assertThat(outcome.diagnostics())
                .filteredOn(diagnostic -> diagnostic.getMessage(Locale.ROOT).contains("RDZ036"))
                .singleElement()
                .satisfies(warning -> {
                    assertThat(warning.getKind()).isEqualTo(Diagnostic.Kind.WARNING);
                    assertThat(warning.getMessage(Locale.ROOT))
                            .contains("the file " + R8 + " exists and was not written by this processor");
                });
    }

    @Test
    void unwantedHandWrittenFileIsIgnored() {
        workspace.resource(R8, "# by hand\n");

        Workspace.Outcome outcome = workspace
                .option("-Arendezvous.metadata=native-image,proguard")
                .compileAll(Compiler.JAVAC)
                .orFail();

        assertThat(workspace.metadata()).containsEntry(R8, "# by hand\n");
        assertThat(outcome.messages()).noneMatch(text -> text.contains("RDZ036"));
    }

    @Test
    void filesStayAsLongAsTheIndexDoes() {
        workspace.compileAll(Compiler.JAVAC).orFail();
        Map<String, String> before = workspace.metadata();
        withoutAnnotation("B");
        withoutAnnotation("C");

        workspace.compileAll(Compiler.JAVAC).orFail();
        assertThat(workspace.metadata()).isEqualTo(before);

        workspace.compile(Compiler.JAVAC, backend("D")).orFail();
        assertThat(workspace.indexedClasses()).containsExactly("com.acme.D_RendezvousProvider");
        assertThat(workspace.metadata())
                .hasSize(3)
                .allSatisfy((path, text) -> assertThat(path + text)
                        .contains("/com.acme.D_RendezvousProvider")
                        .doesNotContain("com.acme.B_RendezvousProvider", "com.acme.C_RendezvousProvider"));
    }

    @Test
    void nothingIsWrittenWhereTheIndexIsNot() {
        workspace.source(
                "com/acme/Twin.java",
                "package com.acme; @dev.rendezvous.annotations.RendezvousBackend(\"b\") class Twin extends BaseHandler {"
                        + " Twin(dev.rendezvous.RendezvousParameters parameters) {} }\n");

        assertThat(workspace.compileAll(Compiler.JAVAC).success()).isFalse();

        assertThat(workspace.metadata()).isEmpty();
    }

    @Test
    void filesOfTwoJarsNeverHaveOneName() {
        Set<MetadataKind> all = EnumSet.allOf(MetadataKind.class);

        assertThat(MetadataFiles.of(all, providers("com.acme.A", "com.acme.C")))
                .doesNotContainKeys(MetadataFiles.of(all, providers("com.acme.B", "com.acme.D"))
                        .keySet()
                        .toArray(String[]::new));
    }

    @Test
    void nameThatNoFileSystemTakesIsReplaced() {
        String longest = "com.acme." + "a".repeat(191);

        assertThat(MetadataFiles.of(Set.of(MetadataKind.PROGUARD), providers(longest)))
                .containsOnlyKeys("META-INF/proguard/" + longest + ".pro");
        assertThat(MetadataFiles.of(Set.of(MetadataKind.PROGUARD), providers(longest + "a")))
                .containsOnlyKeys("META-INF/proguard/providers-4dd3fb87.pro");
    }

    @Test
    void whereNothingIsListedThereIsNoFile() {
        assertThat(MetadataFiles.of(EnumSet.allOf(MetadataKind.class), providers()))
                .isEmpty();
    }

    private static SortedSet<String> providers(String... classes) {
        return new TreeSet<>(List.of(classes));
    }

    private void withoutAnnotation(String name) {
        workspace.source(
                "com/acme/" + name + ".java",
                "package com.acme; class " + name + " extends BaseHandler { " + name
                        + "(dev.rendezvous.RendezvousParameters parameters) {} }\n");
    }

    private Path backend(String name) {
        return workspace.source(
                "com/acme/" + name + ".java",
                "package com.acme; @dev.rendezvous.annotations.RendezvousBackend(\"" + name.toLowerCase(Locale.ROOT)
                        + "\") class " + name + " extends BaseHandler { " + name
                        + "(dev.rendezvous.RendezvousParameters parameters) {} }\n");
    }

    private static void delete(Path source) {
        try {
            Files.delete(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
