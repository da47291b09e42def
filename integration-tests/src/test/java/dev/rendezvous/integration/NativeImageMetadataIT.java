package dev.rendezvous.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.rendezvous.RendezvousHandler;
import dev.rendezvous.RendezvousParameters;
import dev.rendezvous.registry.RendezvousRegistry;
import java.lang.module.ModuleReader;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds what jars tell native-image against its format, and against what the registry does by reflection. */
class NativeImageMetadataIT {

    /** Of {@link Class} and of class loaders, these find something by its name, or members whatever their names. */
    private static final String LOOKS_UP = "forName|loadClass|findClass|newInstance|resources"
            + "|get(Resource|SystemResource|(Declared)?(Constructor|Method|Field|Classes)|RecordComponents).*";

    @TempDir
    Path dir;

    private Path jar;
    private List<JsonNode> told;

    @BeforeEach
    void buildTwoBackends() throws Exception {
        jar = Author.buildJar(
                dir,
                "backends",
                Map.of(
                        "com/one/One.java",
                        Author.handler("com.one", "One", "one"),
                        "com/two/Größe.java",
                        Author.handler("com.two", "Größe", "two")));
        told = List.of(NativeImageMetadata.of(Author.runtimeJar()), NativeImageMetadata.of(jar));
    }

    @Test
    void metadataOfEveryJarFollowsTheSchema() throws Exception {
        for (Path each : List.of(jar, Author.runtimeJar(), Author.sampleJar())) {
            assertThat(ReachabilityRules.violations(NativeImageMetadata.of(each)))
                    .as("%s", each)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reflection   | reflect",
                "\"type\"     | \"name\"",
                "methods      | method",
                "typeReached  | typeReachable",
                "\"glob\"     | \"pattern\"",
                "META-INF/    | META-INF//",
                "[]           | null",
            })
    void theRulesSeeASlip(String right, String wrong) throws Exception {
        String text = new String(NativeImageMetadata.bytes(jar), UTF_8);
        assertThat(text).contains(right);

        JsonNode slip = NativeImageMetadata.read(text.replace(right, wrong).getBytes(UTF_8));

        assertThat(ReachabilityRules.violations(slip)).isNotEmpty();
    }

    @Test
    void metadataNamesWhatTheRegistryLooksUp() throws Exception {
        try (LoaderLog log = new LoaderLog(jar)) {
            RendezvousRegistry registry = RendezvousRegistry.discovered(log);
            for (String name : List.of("one", "two")) {
                registry.explain(name);
                RendezvousParameters parameters =
                        RendezvousParameters.builder(name).runId("run").build();
                try (RendezvousHandler handler = registry.createHandler(parameters)) {
                    assertThat(handler.backend()).isEqualTo(name);
                }
            }
            registry.forget(log);

            assertThat(log.classes())
                    .containsExactlyElementsOf(NativeImageMetadata.texts("reflection", "type", told))
                    .hasSize(2);
            assertThat(log.resources())
                    .isEqualTo(Set.copyOf(NativeImageMetadata.texts("resources", "glob", told)))
                    .containsExactly(Author.INDEX);
        }
    }

    @Test
    void metadataNamesEachConstructorThatIsCalled() throws Exception {
        try (LoaderLog loader = new LoaderLog(jar)) {
            for (JsonNode entry : NativeImageMetadata.entries("reflection", told)) {
                Class<?> type = Class.forName(entry.path("type").textValue(), false, loader);
                assertThat(Modifier.isPublic(type.getConstructor().getModifiers()))
                        .isTrue();
                assertThat(entry.path("methods").toString()).isEqualTo("[{\"name\":\"<init>\",\"parameterTypes\":[]}]");
            }
        }
    }

    @Test
    void everyConditionIsAClassThatIsThere() throws Exception {
        for (String section : List.of("reflection", "resources")) {
            for (JsonNode entry : NativeImageMetadata.entries(section, told)) {
                assertThat(entry.path("condition").path("typeReached").textValue())
                        .isEqualTo(RendezvousRegistry.class.getName());
            }
        }
    }

    /** A new line here is a new question: does the metadata tell of it? */
    @Test
    void metadataCoversAllReflectionOfTheRuntime() throws Exception {
        JavaClasses runtime = new ClassFileImporter()
                .importJars(
                        new JarFile(Author.runtimeJar().toFile()),
                        new JarFile(Author.indexJar().toFile()));
        Set<String> calls = new TreeSet<>();
        runtime.forEach(type -> type.getAccessesFromSelf().stream()
                .filter(NativeImageMetadataIT::isReflective)
                .forEach(access -> calls.add(access.getOriginOwner().getSimpleName() + "."
                        + access.getOrigin().getName() + ": "
                        + access.getTargetOwner().getSimpleName() + "."
                        + access.getTarget().getName())));

        assertThat(calls)
                .containsExactly(
                        "ClassLoaderScanner.scan: ClassLoader.getResources",
                        // Layers of modules: an image has the one that it was built with, and its own ServiceLoader.
                        "ModuleLayerScanner.add: ModuleReader.open",
                        "ModuleLayerScanner.read: ModuleReader.find",
                        // A class that two loaders list; an image has one loader.
                        "OfLoader.definerOf: ClassLoader.getResource",
                        // Why a class is not found; an image says that itself.
                        "OfLoader.finds: ClassLoader.getResources",
                        "OfLoader.hasClass: ClassLoader.getResource",
                        "OfLoader.load: Class.forName",
                        // A class that two jars list; an image knows no jars.
                        "OfLoader.originOf: ClassLoader.getResource",
                        "OfModule.load: Class.forName",
                        "ProviderInstantiator.construct: Class.getConstructor",
                        "ProviderInstantiator.construct: Constructor.newInstance",
                        "ProviderInstantiator.provided: ServiceLoader.load");
    }

    private static boolean isReflective(JavaAccess<?> access) {
        AccessTarget target = access.getTarget();
        JavaClass owner = access.getTargetOwner();
        boolean looksUp = owner.isEquivalentTo(Class.class) || owner.isAssignableTo(ClassLoader.class);
        return (looksUp && target.getName().matches(LOOKS_UP))
                || (owner.isEquivalentTo(ServiceLoader.class)
                        && target.getName().startsWith("load"))
                || (owner.isAssignableTo(ModuleReader.class) && target.getName().matches("open|find|read|list"))
                || owner.isAssignableTo(AccessibleObject.class)
                || owner.isAssignableTo(Member.class)
                || owner.isAssignableTo(Proxy.class)
                || owner.getPackageName().equals("java.lang.invoke");
    }
}
