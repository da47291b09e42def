package dev.rendezvous.cli.verify;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a class file says of its annotations. A reader of its own, since a library would be larger than this command and has to
 * follow each Java version: of a class file only the parts are read that have not changed since Java 5.
 *
 * @param name the binary name of the class
 * @param annotations those that were asked for, in the order of the file
 */
record ClassFile(String name, List<Annotated> annotations) {

    private static final int MAGIC = 0xcafebabe;
    private static final String ANNOTATIONS = "RuntimeInvisibleAnnotations";

    /**
     * An annotation and where it stands.
     *
     * @param method the name of the method; empty for the class itself
     * @param values what it says
     */
    record Annotated(Optional<String> method, AnnotationValues values) {}

    /**
     * {@return the annotations of the given types that stand on the class and its methods}
     *
     * @param bytes the class file
     * @param descriptors the types, such as {@code Lcom/acme/Type;}; only those whose retention is CLASS are found
     * @throws ClassFileException saying what is wrong with the bytes
     */
    static ClassFile read(byte[] bytes, Set<String> descriptors) {
        try {
            return new Reader(ByteBuffer.wrap(bytes), descriptors).read();
        } catch (BufferUnderflowException e) {
            throw new ClassFileException("it ends too early");
        }
    }

    private static final class Reader {

        private final ByteBuffer in;
        private final Set<String> descriptors;
        private final ConstantPool constants;
        private final List<Annotated> found = new ArrayList<>();

        Reader(ByteBuffer in, Set<String> descriptors) {
            this.in = in;
            this.descriptors = descriptors;
            if (in.getInt() != MAGIC) {
                throw new ClassFileException("it does not begin as class files do");
            }
            in.getInt(); // the version: what is read here is the same in all of them
            this.constants = ConstantPool.read(in);
        }

        /** JVMS 4.1. Most classes have none of the annotations among their constants, and end after their name. */
        ClassFile read() {
            in.getShort(); // access flags
            String name = constants.className(unsigned());
            if (constants.hasAny(descriptors)) {
                in.getShort(); // superclass
                ConstantPool.skip(in, 2 * unsigned()); // interfaces
                readMembers(false);
                readMembers(true);
                readAttributes(Optional.empty(), true);
            }
            return new ClassFile(name, List.copyOf(found));
        }

        private void readMembers(boolean wanted) {
            int count = unsigned();
            for (int i = 0; i < count; i++) {
                in.getShort(); // access flags
                String name = constants.utf8(unsigned());
                in.getShort(); // descriptor
                readAttributes(Optional.of(name), wanted);
            }
        }

        private void readAttributes(Optional<String> method, boolean wanted) {
            int count = unsigned();
            for (int i = 0; i < count; i++) {
                boolean annotations = constants.utf8(unsigned()).equals(ANNOTATIONS) && wanted;
                int length = in.getInt();
                if (annotations) {
                    readAnnotations(method);
                } else {
                    ConstantPool.skip(in, length);
                }
            }
        }

        private void readAnnotations(Optional<String> method) {
            int count = unsigned();
            for (int i = 0; i < count; i++) {
                AnnotationValues values = AnnotationValues.read(in, constants);
                if (descriptors.contains(values.descriptor())) {
                    found.add(new Annotated(method, values));
                }
            }
        }

        private int unsigned() {
            return Short.toUnsignedInt(in.getShort());
        }
    }
}
