package dev.rendezvous.cli.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClassFileTest {

    private static final String NOTE = "Ldev/rendezvous/cli/verify/ClassFileTest$Note;";
    private static final Set<String> NOTES = Set.of(NOTE);

    @interface Note {
        String value();

        String[] more() default {};

        Part[] parts() default {};

        int[] numbers() default {};

        long big() default 0;

        double fraction() default 0;

        boolean flag() default false;

        char letter() default 'a';

        Class<?> type() default Object.class;

        RetentionPolicy policy() default RetentionPolicy.CLASS;
    }

    @interface Part {
        String name();
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface Visible {}

    @Note(
            value = "Größe \0 😀",
            more = {"one", "two"},
            parts = {@Part(name = "p"), @Part(name = "q")},
            numbers = {1, 2, 3},
            big = 1L << 40,
            fraction = 0.5,
            flag = true,
            letter = 'x',
            type = String.class,
            policy = RetentionPolicy.SOURCE)
    @Part(name = "not asked for")
    @Visible
    static class Noted {

        static final long WIDE = 0x1234567890L;

        @Note("field")
        final Runnable nothing = () -> {};

        @Note("method")
        long method(@Note("parameter") int number) {
            nothing.run();
            return WIDE + number;
        }

        void plain() {}
    }

    private static final class Plain {}

    @Test
    void annotationsOfAClassAndOfItsMethodsAreRead() throws IOException {
        ClassFile file = ClassFile.read(bytesOf(Noted.class), NOTES);

        assertThat(file.name()).isEqualTo(Noted.class.getName());
        assertThat(file.annotations())
                .extracting(annotated -> annotated.method().orElse("(class)"))
                .containsExactlyInAnyOrder("(class)", "method");
        assertThat(file.annotations())
                .allSatisfy(
                        annotated -> assertThat(annotated.values().descriptor()).isEqualTo(NOTE));
    }

    @Test
    void textsAreReadAndAllOtherValuesArePassedOver() throws IOException {
        AnnotationValues values = ClassFile.read(bytesOf(Noted.class), NOTES).annotations().stream()
                .filter(annotated -> annotated.method().isEmpty())
                .findFirst()
                .orElseThrow()
                .values();

        assertThat(values.text("value")).contains("Größe \0 😀");
        assertThat(values.texts()).containsEntry("more", List.of("one", "two")).containsEntry("parts", List.of());
        assertThat(values.text("numbers")).isEmpty();
        assertThat(values.text("absent")).isEqualTo(Optional.empty());
    }

    @Test
    void classWithoutTheAnnotationHasItsNameOnly() throws IOException {
        assertThat(ClassFile.read(bytesOf(Plain.class), NOTES))
                .isEqualTo(new ClassFile(Plain.class.getName(), List.of()));
    }

    /** All kinds of constants and attributes that the compiler of this JDK writes. */
    @Test
    void classesOfTheJdkAreReadToTheirEnd() throws IOException {
        Path base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules/java.base");
        Set<String> inMany = Set.of("Ljdk/internal/vm/annotation/ForceInline;", "Ljava/lang/Deprecated;");
        try (Stream<Path> files = Files.list(base.resolve("java/lang/invoke"))) {
            List<Path> classes =
                    files.filter(file -> file.toString().endsWith(".class")).toList();
            assertThat(classes).hasSizeGreaterThan(50);
            for (Path file : classes) {
                String name = base.relativize(file).toString().replace('/', '.');
                assertThat(ClassFile.read(Files.readAllBytes(file), inMany).name() + ".class")
                        .isEqualTo(name);
            }
        }
    }

    @Test
    void truncatedClassFileIsRefusedWhereverItEnds() throws IOException {
        byte[] bytes = bytesOf(Noted.class);

        for (int length = 0; length < bytes.length; length++) {
            byte[] truncated = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> ClassFile.read(truncated, NOTES))
                    .as("%s bytes", length)
                    .isInstanceOf(ClassFileException.class);
        }
    }

    @Test
    void damagedByteIsReadOverOrRefusedButNeverThrowsAnythingElse() throws IOException {
        byte[] bytes = bytesOf(Noted.class);
        int refused = 0;

        for (int i = 0; i < bytes.length; i++) {
            for (int damage : new int[] {0x01, 0x80, 0xff}) {
                byte[] damaged = bytes.clone();
                damaged[i] ^= (byte) damage;
                refused += isRefused(damaged) ? 1 : 0;
            }
        }

        assertThat(refused).isGreaterThan(100);
    }

    @Test
    void arraysThatAreNestedWithoutEndDoNotOverflowTheStack() throws IOException {
        byte[] bytes = nestedArrays(60_000);

        assertThatThrownBy(() -> ClassFile.read(bytes, NOTES))
                .isInstanceOf(ClassFileException.class)
                .hasMessage("its annotations are nested deeper than 32");
    }

    @Test
    void whatIsNoClassFileIsSaid() {
        assertThatThrownBy(() -> ClassFile.read("no class file".getBytes(UTF_8), NOTES))
                .isInstanceOf(ClassFileException.class)
                .hasMessage("it does not begin as class files do");
    }

    private static boolean isRefused(byte[] bytes) {
        try {
            ClassFile.read(bytes, NOTES);
            return false;
        } catch (ClassFileException refused) {
            return true;
        }
    }

    private static byte[] nestedArrays(int depth) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(0xcafebabe);
        out.writeInt(61);
        out.writeShort(5);
        out.writeByte(1);
        out.writeUTF("com/acme/A");
        out.writeByte(7);
        out.writeShort(1);
        out.writeByte(1);
        out.writeUTF(NOTE);
        out.writeByte(1);
        out.writeUTF("RuntimeInvisibleAnnotations");
        for (int value : new int[] {0, 2, 0, 0, 0, 0, 1, 4, 0, 0, 1, 3, 1, 1}) {
            out.writeShort(value);
        }
        for (int i = 0; i < depth; i++) {
            out.writeByte('[');
            out.writeShort(1);
        }
        return bytes.toByteArray();
    }

    private static byte[] bytesOf(Class<?> type) throws IOException {
        String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
        try (InputStream in = Objects.requireNonNull(type.getResourceAsStream(file))) {
            return in.readAllBytes();
        }
    }
}
