package dev.rendezvous.cli.artifact;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * What a class file says of its class. A reader of its own, since a library would be larger than this command and has to
 * follow each Java version: of a class file only the parts are read that have not changed since Java 5, and since Java 9 of a
 * module descriptor.
 *
 * @param name the binary name of the class
 * @param access its access flags, JVMS 4.1
 * @param supertypes the binary names of its superclass, where it has one, and of its interfaces
 * @param hasPublicConstructor whether it has a public constructor without parameters
 * @param annotations those that were asked for, in the order of the file
 * @param module what it says of a module; empty for a class
 */
record ClassFile(
        String name,
        int access,
        List<String> supertypes,
        boolean hasPublicConstructor,
        List<Annotated> annotations,
        Optional<ModuleAttribute> module) {

    private static final int MAGIC = 0xcafebabe;
    private static final int PUBLIC = 0x0001;
    private static final int ABSTRACT = 0x0400;

    /** Many times what anybody has seen; the format allows 65,535. */
    private static final int MAX_INTERFACES = 1_000;

    private static final String ANNOTATIONS = "RuntimeInvisibleAnnotations";
    private static final String MODULE = "Module";

    /**
     * An annotation and where it stands.
     *
     * @param method the name of the method; empty for the class itself
     * @param values what it says
     */
    record Annotated(Optional<String> method, AnnotationValues values) {}

    /**
     * {@return the class, with the annotations of the given types that stand on it and its methods}
     *
     * @param bytes the class file
     * @param descriptors the types, such as {@code Lcom/acme/Type;}; only those whose retention is CLASS are found
     * @throws ClassFileException saying what is wrong with the bytes
     */
    static ClassFile read(byte[] bytes, Set<String> descriptors) {
        try {
            return new Reader(ByteBuffer.wrap(bytes), descriptors).read();
        } catch (BufferUnderflowException e) {
            throw new ClassFileException("ends too early");
        }
    }

    /** {@return whether anybody may make an instance with its constructor without parameters} */
    boolean isConstructible() {
        return (access & PUBLIC) != 0 && (access & ABSTRACT) == 0 && hasPublicConstructor;
    }

    private static final class Reader {

        private final ByteBuffer in;
        private final Set<String> descriptors;
        private final ConstantPool constants;
        private final AnnotationValues.Reader values;
        private final boolean isAnnotated;
        private final List<Annotated> annotations = new ArrayList<>();
        private Optional<ModuleAttribute> module = Optional.empty();
        private boolean hasPublicConstructor;

        Reader(ByteBuffer in, Set<String> descriptors) {
            this.in = in;
            this.descriptors = descriptors;
            if (in.getInt() != MAGIC) {
                throw new ClassFileException("does not begin as class files do");
            }
            in.getInt(); // the version: what is read here is the same in all of them
            this.constants = ConstantPool.read(in);
            this.values = new AnnotationValues.Reader(in, constants);
            this.isAnnotated = constants.hasAny(descriptors);
        }

        /** JVMS 4.1. */
        ClassFile read() {
            int access = unsigned();
            String name = constants.className(unsigned());
            List<String> supertypes = readSupertypes();
            readMembers(false);
            readMembers(true);
            readAttributes(this::readAttributeOfClass);
            return new ClassFile(name, access, supertypes, hasPublicConstructor, List.copyOf(annotations), module);
        }

        private List<String> readSupertypes() {
            List<String> supertypes = new ArrayList<>();
            int superclass = unsigned();
            if (superclass != 0) { // of Object and of module descriptors
                supertypes.add(constants.className(superclass));
            }
            int interfaces = unsigned();
            if (interfaces > MAX_INTERFACES) {
                throw new ClassFileException("has more than " + MAX_INTERFACES + " interfaces");
            }
            for (int i = 0; i < interfaces; i++) {
                supertypes.add(constants.className(unsigned()));
            }
            return List.copyOf(supertypes);
        }

        private void readMembers(boolean areMethods) {
            int count = unsigned();
            for (int i = 0; i < count; i++) {
                int access = unsigned();
                int name = unsigned();
                int descriptor = unsigned();
                hasPublicConstructor |= areMethods
                        && (access & PUBLIC) != 0
                        && constants.isText(name, "<init>")
                        && constants.isText(descriptor, "()V");
                readAttributes(attribute -> areMethods && readAnnotations(attribute, Optional.of(name)));
            }
        }

        private void readAttributes(IntPredicate isRead) {
            int count = unsigned();
            for (int i = 0; i < count; i++) {
                int name = unsigned();
                int length = in.getInt();
                if (!isRead.test(name)) {
                    ConstantPool.skip(in, length);
                }
            }
        }

        private boolean readAttributeOfClass(int attribute) {
            if (constants.isText(attribute, MODULE)) {
                module = Optional.of(ModuleAttribute.read(in, constants));
                return true;
            }
            return readAnnotations(attribute, Optional.empty());
        }

        private boolean readAnnotations(int attribute, Optional<Integer> method) {
            if (!isAnnotated || !constants.isText(attribute, ANNOTATIONS)) {
                return false;
            }
            readAnnotations(method.map(constants::utf8));
            return true;
        }

        private void readAnnotations(Optional<String> method) {
            int count = unsigned();
            for (int i = 0; i < count; i++) {
                AnnotationValues annotation = values.read();
                if (descriptors.contains(annotation.descriptor())) {
                    annotations.add(new Annotated(method, annotation));
                }
            }
        }

        private int unsigned() {
            return Short.toUnsignedInt(in.getShort());
        }
    }
}
