package dev.rendezvous.cli.inspect.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.URI;
import java.nio.ByteBuffer;
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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassFileTest {

    private static final String NOTE = "Ldev/rendezvous/cli/inspect/artifact/ClassFileTest$Note;";
    private static final Set<String> NOTES = Set.of(NOTE);
    private static final int LONG = 65_535;

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

    @Test
    void truncatedClassFileIsRefusedWhereverItEnds() throws IOException {
        byte[] bytes = bytesOf(Noted.class);

        for (int length = 0; length < bytes.length; length++) {
            byte[] truncated = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> ClassFileReader.read(truncated, NOTES))
                    .as("%s bytes", length)
                    .isInstanceOf(ClassFileException.class);
        }
    }

    @Test
    void damagedByteThrowsNothingUnexpected() throws IOException {
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
    void endlesslyNestedArraysDoNotOverflowTheStack() throws IOException {
        byte[] bytes = nestedArrays(60_000);

        assertThatThrownBy(() -> ClassFileReader.read(bytes, NOTES))
                .isInstanceOf(ClassFileException.class)
                .hasMessage("has annotations that are nested deeper than 32");
    }

    @Test
    void constantIsDecodedOnce() throws IOException {
        byte[] array = shorts(1, 3, 1, 1);
        byte[] values = {'[', 0, 2, 's', 0, 5, 's', 0, 5};

        ClassFile file = ClassFileReader.read(classFile(new int[] {2, 2}, array, values), NOTES);

        List<String> texts = file.annotations().get(0).values().texts().getOrDefault("com/acme/A", List.of());
        assertThat(texts).hasSize(2);
        assertThat(texts.get(0)).hasSize(LONG).isSameAs(texts.get(1));
        assertThat(file.supertypes().get(0))
                .isEqualTo("com.acme.A")
                .isSameAs(file.supertypes().get(1));
    }

    @Test
    void moreInterfacesThanAnyClassHasAreRefused() throws IOException {
        int[] interfaces = new int[65_535];
        Arrays.fill(interfaces, 2);
        byte[] bytes = classFile(interfaces, shorts(0));

        assertThatThrownBy(() -> ClassFileReader.read(bytes, NOTES))
                .isInstanceOf(ClassFileException.class)
                .hasMessage("has more than 1000 interfaces");
    }

    @Test
    void moreAnnotationsThanAnyClassHasAreRefused() throws IOException {
        ByteBuffer members = ByteBuffer.allocate(2 * 5 * 60_001);
        for (int i = 0; i < 2; i++) {
            members.put(shorts(1)).put((byte) '[').put(shorts(60_000));
            for (int j = 0; j < 60_000; j++) {
                members.put((byte) '@').put(shorts(3, 0));
            }
        }
        byte[] bytes = classFile(new int[0], shorts(1, 3, 2), members.array());

        assertThatThrownBy(() -> ClassFileReader.read(bytes, NOTES))
                .isInstanceOf(ClassFileException.class)
                .hasMessage("has more than 100000 annotations and values of them");
    }

    @Test
    void whatIsNoClassFileIsSaid() {
        assertThatThrownBy(() -> ClassFileReader.read("no class file".getBytes(UTF_8), NOTES))
                .isInstanceOf(ClassFileException.class)
                .hasMessage("does not begin as class files do");
    }

    /** A later Java's class file must not stop a check of the jar. */
    @Test
    void versionOfLaterJavaIsRead() throws IOException {
        byte[] bytes = bytesOf(Noted.class);
        bytes[6] = 0x7f;

        assertThat(ClassFileReader.read(bytes, NOTES).name()).isEqualTo(Noted.class.getName());
    }

    /** Followed backwards, these 65,535 attributes of 65,535 methods would be read for minutes. */
    @ParameterizedTest
    @ValueSource(strings = {"Deprecated", "Code", "Record"})
    @Timeout(20)
    void negativeAttributeLengthIsRefused(String attribute) throws IOException {
        ByteBuffer members = ByteBuffer.allocate(64 + 14 * 65_535);
        for (int i = 0; i < 65_535; i++) {
            members.put(shorts(1, 4, 5, 65_535, 6, 0xffff, 0xfffa));
        }

        assertThatThrownBy(() -> ClassFileReader.read(classFileWithMethods(attribute, 65_535, members.array()), NOTES))
                .isInstanceOf(ClassFileException.class)
                .hasMessage("ends too early");
        assertThatThrownBy(() -> ClassFileReader.read(classFileWithComponents(members.array()), NOTES))
                .isInstanceOf(ClassFileException.class)
                .hasMessage("ends too early");
    }

    @Test
    void nestedAnnotationsAreBounded() throws IOException {
        for (String attribute : List.of(
                "AnnotationDefault",
                "RuntimeVisibleAnnotations",
                "RuntimeVisibleParameterAnnotations",
                "RuntimeInvisibleTypeAnnotations")) {
            byte[] bytes = classFileWithMethods(attribute, 1, deepMethod(attribute));
            assertThatThrownBy(() -> ClassFileReader.read(bytes, NOTES))
                    .as(attribute)
                    .isInstanceOf(ClassFileException.class)
                    .hasMessage("has annotations that are nested deeper than 32");
        }
    }

    private static byte[] deepMethod(String attribute) {
        byte[] annotation = shorts(3, 1, 3); // its type, one member, its name
        byte[] before = switch (attribute) {
            case "AnnotationDefault" -> new byte[0];
            case "RuntimeVisibleParameterAnnotations" -> concat(new byte[] {1}, shorts(1), annotation);
            case "RuntimeInvisibleTypeAnnotations" -> concat(shorts(1), new byte[] {0x14, 0}, annotation);
            default -> concat(shorts(1), annotation);
        };
        byte[] value = concat(before, arrays(20_000));
        return concat(
                shorts(1, 4, 5, 1, 6),
                ByteBuffer.allocate(4).putInt(value.length).array(),
                value);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    private static byte[] classFileWithMethods(String attribute, int count, byte[] methods) throws IOException {
        return concat(head(NOTE, "m", "()V", attribute), shorts(0, 2, 0, 0, 0, count), methods, shorts(0));
    }

    private static byte[] classFileWithComponents(byte[] components) throws IOException {
        byte[] content = concat(shorts(1, 4, 5, 65_535, 6, 0xffff, 0xfffa), components);
        return concat(
                head(NOTE, "m", "()V", "Record"),
                shorts(0, 2, 0, 0, 0, 0, 1, 6),
                ByteBuffer.allocate(4).putInt(content.length).array(),
                content);
    }

    private static AnnotationValues noted() throws IOException {
        return ClassFileReader.read(bytesOf(Noted.class), NOTES).annotations().stream()
                .filter(annotated -> annotated.method().isEmpty())
                .findFirst()
                .orElseThrow()
                .values();
    }

    private static boolean isRefused(byte[] bytes) {
        try {
            ClassFileReader.read(bytes, NOTES);
            return false;
        } catch (ClassFileException refused) {
            return true;
        }
    }

    private static byte[] nestedArrays(int depth) throws IOException {
        return classFile(new int[0], shorts(1, 3, 1, 1), arrays(depth));
    }

    private static byte[] arrays(int depth) {
        byte[] arrays = new byte[3 * depth];
        for (int i = 0; i < arrays.length; i += 3) {
            arrays[i] = '[';
            arrays[i + 2] = 1;
        }
        return arrays;
    }

    /** A class file that ends with its one attribute, of annotations. */
    private static byte[] classFile(int[] interfaces, byte[]... annotations) throws IOException {
        byte[] content = concat(annotations);
        return concat(
                head(NOTE, "RuntimeInvisibleAnnotations", "x".repeat(LONG)),
                shorts(0, 2, 0, interfaces.length),
                shorts(interfaces),
                shorts(0, 0, 1, 4),
                ByteBuffer.allocate(4).putInt(content.length).array(),
                content);
    }

    /** Up to the access flags: the name of the class is constant 2, the texts are constants from 3 on. */
    private static byte[] head(String... texts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(0xcafebabe);
        out.writeInt(61);
        out.writeShort(3 + texts.length);
        out.writeByte(1);
        out.writeUTF("com/acme/A");
        out.writeByte(7);
        out.writeShort(1);
        for (String text : texts) {
            out.writeByte(1);
            out.writeUTF(text);
        }
        return bytes.toByteArray();
    }

    private static byte[] shorts(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return bytes.array();
    }

    private static byte[] bytesOf(Class<?> type) throws IOException {
        String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
        try (InputStream in = Objects.requireNonNull(type.getResourceAsStream(file))) {
            return in.readAllBytes();
        }
    }
}
