package dev.rendezvous.cli.inspect.artifact;

import java.util.Set;
import org.objectweb.asm.ClassReader;

/** Reads class files of any Java release. */
final class ClassFileReader {

    /** Java 17, which every version of ASM in use can read. */
    private static final byte[] VERSION = {0, 0, 0, 61};

    private static final int VERSION_OFFSET = 4;

    private ClassFileReader() {}

    /**
     * {@return the class, with the annotations of the given types that stand on it and its methods}
     *
     * @param bytes the class file; its version is overwritten, because ASM refuses the versions of Java releases later than itself,
     *     while the parts that are read here have not changed since Java 9
     * @param descriptors the types, such as {@code Lcom/acme/Type;}; only those whose retention is CLASS are found
     * @throws ClassFileException saying what is wrong with the bytes
     */
    static ClassFile read(byte[] bytes, Set<String> descriptors) {
        try {
            ClassFileBounds bounds = ClassFileBounds.check(bytes);
            System.arraycopy(VERSION, 0, bytes, VERSION_OFFSET, VERSION.length);
            ClassReader reader = new ClassReader(bytes);
            bounds.checkRecord(reader);
            ClassFileVisitor visitor = new ClassFileVisitor(descriptors);
            reader.accept(visitor, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            return visitor.classFile();
        } catch (ClassFileException e) {
            throw e;
        } catch (RuntimeException e) {
            // ASM checks nothing itself, so a constant of the wrong kind ends in an exception of the JVM's choice.
            throw new ClassFileException("is not a valid class file: " + e);
        }
    }
}
