package dev.rendezvous.cli.artifact;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.objectweb.asm.ClassReader;

/**
 * What a class file says of its class.
 *
 * @param name the binary name of the class
 * @param isConstructible whether it is public, not abstract, and has a public constructor without parameters
 * @param supertypes the binary names of its superclass, if it has one, and of its interfaces
 * @param annotations those that were asked for, in the order of the file
 * @param module what it says of a module; empty for a class
 */
record ClassFile(
        String name,
        boolean isConstructible,
        List<String> supertypes,
        List<Annotated> annotations,
        Optional<ModuleDescription> module) {

    /** Java 17, which every version of ASM in use can read. */
    private static final byte[] VERSION = {0, 0, 0, 61};

    private static final int VERSION_OFFSET = 4;

    /**
     * An annotation and where it stands.
     *
     * @param method the name of the method; empty for the class itself
     * @param values what it says
     */
    record Annotated(Optional<String> method, AnnotationValues values) {}

    /**
     * What a module descriptor says.
     *
     * @param name the name of the module
     * @param provides the binary names of the classes that it provides, by the service
     */
    record ModuleDescription(String name, Map<String, SortedSet<String>> provides) {}

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
