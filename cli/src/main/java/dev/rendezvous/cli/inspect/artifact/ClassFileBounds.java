package dev.rendezvous.cli.inspect.artifact;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassReader;

/**
 * Walks once over a class file and refuses lengths that lead out of it or backwards. ASM follows a negative length, so that
 * without this a file of some hundred bytes would keep it busy for minutes.
 */
final class ClassFileBounds {

    private static final int MAGIC = 0xcafebabe;
    private static final int UTF8 = 1;

    private final ByteBuffer in;
    private final List<Integer> attributesOfClass = new ArrayList<>();

    private ClassFileBounds(ByteBuffer in) {
        this.in = in;
    }

    /**
     * {@return the checked file}
     *
     * @throws ClassFileException if the bytes do not begin as a class file does, or end too early
     */
    static ClassFileBounds check(byte[] bytes) {
        ClassFileBounds bounds = new ClassFileBounds(ByteBuffer.wrap(bytes));
        try {
            bounds.check();
        } catch (BufferUnderflowException e) {
            throw endsTooEarly();
        }
        return bounds;
    }

    /** Checks the one attribute that ASM reads and that has attributes inside. Only ASM knows which bytes it takes for a name. */
    void checkRecord(ClassReader reader) {
        char[] buffer = new char[reader.getMaxStringLength()];
        List<Integer> records = attributesOfClass.stream()
                .filter(offset -> "Record".equals(reader.readUTF8(offset, buffer)))
                .toList();
        if (records.size() > 1) {
            throw new ClassFileException("has more than one Record attribute");
        }
        try {
            records.forEach(this::checkRecord);
        } catch (BufferUnderflowException e) {
            throw endsTooEarly();
        }
    }

    private void checkRecord(int offset) {
        in.position(offset + Short.BYTES + Integer.BYTES);
        int components = unsigned();
        for (int i = 0; i < components; i++) {
            skip(4); // name, descriptor
            skipAttributes();
        }
    }

    /** JVMS 4.1. */
    private void check() {
        if (in.getInt() != MAGIC) {
            throw new ClassFileException("does not begin as class files do");
        }
        skip(4); // version
        skipConstants();
        skip(6); // access, name, superclass
        skip(2 * unsigned()); // interfaces
        skipMembers(); // fields
        skipMembers(); // methods
        int count = unsigned();
        for (int i = 0; i < count; i++) {
            attributesOfClass.add(in.position());
            skipAttribute();
        }
    }

    private void skipConstants() {
        int count = unsigned();
        for (int i = 1; i < count; i++) {
            int tag = in.get();
            skip(tag == UTF8 ? unsigned() : sizeOf(tag));
            if (tag == 5 || tag == 6) { // a long or double takes two indexes
                i++;
            }
        }
    }

    /** JVMS 4.4, without the byte of the tag. */
    private static int sizeOf(int tag) {
        return switch (tag) {
            case 7, 8, 16, 19, 20 -> 2;
            case 15 -> 3;
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
            case 5, 6 -> 8;
            default -> throw new ClassFileException("has a constant of the unknown kind " + tag);
        };
    }

    private void skipMembers() {
        int count = unsigned();
        for (int i = 0; i < count; i++) {
            skip(6); // access, name, descriptor
            skipAttributes();
        }
    }

    private void skipAttributes() {
        int count = unsigned();
        for (int i = 0; i < count; i++) {
            skipAttribute();
        }
    }

    private void skipAttribute() {
        skip(2); // name
        skip(in.getInt());
    }

    private void skip(int count) {
        if (count < 0 || count > in.remaining()) {
            throw endsTooEarly();
        }
        in.position(in.position() + count);
    }

    private int unsigned() {
        return Short.toUnsignedInt(in.getShort());
    }

    private static ClassFileException endsTooEarly() {
        return new ClassFileException("ends too early");
    }
}
