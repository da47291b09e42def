package dev.rendezvous.cli.inspect.artifact;

import static dev.rendezvous.cli.inspect.artifact.SampleClasses.NOTE;
import static dev.rendezvous.cli.inspect.artifact.SampleClasses.NOTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A class file that is made to cost much time or memory is read within bounds, or refused with a reason. */
class CraftedClassFileTest {

    private static final int LONG = 65_535;

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
}
