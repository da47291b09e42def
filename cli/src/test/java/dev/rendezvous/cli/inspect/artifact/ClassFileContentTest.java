package dev.rendezvous.cli.inspect.artifact;

import static dev.rendezvous.cli.inspect.artifact.SampleClasses.NOTE;
import static dev.rendezvous.cli.inspect.artifact.SampleClasses.NOTES;
import static dev.rendezvous.cli.inspect.artifact.SampleClasses.bytesOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rendezvous.cli.inspect.artifact.SampleClasses.Noted;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The reader finds the name, annotations, supertypes and module in a class file that a compiler has written. */
class ClassFileContentTest {

    private static final class Plain {}

    public abstract static class Base {}

    public static class Sub extends Base implements Runnable, Closeable {
        @Override
        public void run() {}

        @Override
        public void close() {}
    }

    public static class Hidden {
        Hidden() {}
    }

    public static class Choosy {
        public Choosy(int number) {
            assertThat(number).isNotNegative();
        }
    }

    @Test
    void annotationsOfClassAndMethodsAreRead() throws IOException {
        ClassFile file = ClassFileReader.read(bytesOf(Noted.class), NOTES);

        assertThat(file.name()).isEqualTo(Noted.class.getName());
        assertThat(file.annotations())
                .extracting(annotated -> annotated.method().orElse("(class)"))
                .containsExactlyInAnyOrder("(class)", "method");
        assertThat(file.annotations())
                .allSatisfy(
                        annotated -> assertThat(annotated.values().descriptor()).isEqualTo(NOTE));
    }

    @Test
    void textsAreReadAndOtherValuesSkipped() throws IOException {
        AnnotationValues values = noted();

        assertThat(values.text("value")).contains("Größe \0 😀");
        assertThat(values.texts()).containsEntry("more", List.of("one", "two")).doesNotContainKeys("parts", "numbers");
        assertThat(values.text("numbers")).isEmpty();
        assertThat(values.text("absent")).isEqualTo(Optional.empty());
    }

    @Test
    void enumsBooleansAndNestedAnnotationsAreRead() throws IOException {
        AnnotationValues values = noted();

        assertThat(values.text("policy")).contains("SOURCE");
        assertThat(values.text("flag")).contains("true");
        assertThat(values.annotations().getOrDefault("parts", List.of()))
                .extracting(part -> part.text("name").orElse(""))
                .containsExactly("p", "q");
    }

    @Test
    void classWithoutTheAnnotationHasNone() throws IOException {
        ClassFile file = ClassFileReader.read(bytesOf(Plain.class), NOTES);

        assertThat(file.name()).isEqualTo(Plain.class.getName());
        assertThat(file.annotations()).isEmpty();
        assertThat(file.module()).isEmpty();
    }

    @Test
    void supertypesAreTheSuperclassAndTheInterfaces() throws IOException {
        assertThat(ClassFileReader.read(bytesOf(Sub.class), NOTES).supertypes())
                .containsExactly(Base.class.getName(), "java.lang.Runnable", "java.io.Closeable");
        assertThat(ClassFileReader.read(bytesOf(Object.class), NOTES).supertypes())
                .isEmpty();
    }

    @Test
    void publicClassWithPublicConstructorCanBeMade() throws IOException {
        assertThat(isConstructible(Base.class)).isFalse();
        assertThat(isConstructible(Sub.class)).isTrue();
        assertThat(isConstructible(Plain.class)).isFalse();
        assertThat(isConstructible(Hidden.class)).isFalse();
        assertThat(isConstructible(Choosy.class)).isFalse();
    }

    private static boolean isConstructible(Class<?> type) throws IOException {
        return ClassFileReader.read(bytesOf(type), NOTES).isConstructible();
    }

    @Test
    void moduleDescriptorSaysWhatItProvides() throws IOException {
        Path base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules/jdk.zipfs/module-info.class");

        ClassFile file = ClassFileReader.read(Files.readAllBytes(base), NOTES);

        assertThat(file.module()).isPresent();
        assertThat(file.module().get().name()).isEqualTo("jdk.zipfs");
        assertThat(file.module().get().provides().get("java.nio.file.spi.FileSystemProvider"))
                .containsExactly("jdk.nio.zipfs.ZipFileSystemProvider");
    }

    /** All kinds of constants and attributes that the compiler of this JDK writes. */
    @Test
    void classesOfTheJdkAreReadCompletely() throws IOException {
        Path base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules/java.base");
        Set<String> inMany = Set.of("Ljdk/internal/vm/annotation/ForceInline;", "Ljava/lang/Deprecated;");
        try (Stream<Path> files = Files.list(base.resolve("java/lang/invoke"))) {
            List<Path> classes =
                    files.filter(file -> file.toString().endsWith(".class")).toList();
            assertThat(classes).hasSizeGreaterThan(50);
            for (Path file : classes) {
                String name = base.relativize(file).toString().replace('/', '.');
                assertThat(ClassFileReader.read(Files.readAllBytes(file), inMany)
                                        .name() + ".class")
                        .isEqualTo(name);
            }
        }
    }

    /** A later Java's class file must not stop a check of the jar. */
    @Test
    void versionOfLaterJavaIsRead() throws IOException {
        byte[] bytes = bytesOf(Noted.class);
        bytes[6] = 0x7f;

        assertThat(ClassFileReader.read(bytes, NOTES).name()).isEqualTo(Noted.class.getName());
    }

    private static AnnotationValues noted() throws IOException {
        return ClassFileReader.read(bytesOf(Noted.class), NOTES).annotations().stream()
                .filter(annotated -> annotated.method().isEmpty())
                .findFirst()
                .orElseThrow()
                .values();
    }
}
