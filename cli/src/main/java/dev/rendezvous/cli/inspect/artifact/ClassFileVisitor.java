package dev.rendezvous.cli.inspect.artifact;

import dev.rendezvous.cli.inspect.artifact.ClassFile.Annotated;
import dev.rendezvous.cli.inspect.artifact.ClassFile.ModuleDescription;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.ModuleVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.TypePath;

/** Collects a {@link ClassFile} while ASM reads the bytes. */
final class ClassFileVisitor extends ClassVisitor {

    /** Many times what any class has; the format allows 65,535. */
    private static final int MAX_INTERFACES = 1_000;

    private final Set<String> descriptors;
    private final AnnotationReader.Count count = new AnnotationReader.Count();
    private final List<Annotated> annotations = new ArrayList<>();
    private final List<String> supertypes = new ArrayList<>();

    /** A hostile file names one long constant as often as it can, so each name is converted once. */
    private final Map<String, String> binaryNames = new HashMap<>();

    private Optional<ModuleDescription> module = Optional.empty();
    private String className = "";
    private boolean isPublicAndConcrete;
    private boolean hasPublicConstructor;

    ClassFileVisitor(Set<String> descriptors) {
        super(Opcodes.ASM9);
        this.descriptors = descriptors;
    }

    ClassFile classFile() {
        return new ClassFile(
                className,
                isPublicAndConcrete && hasPublicConstructor,
                List.copyOf(supertypes),
                List.copyOf(annotations),
                module);
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String[] interfaces) {
        if (interfaces.length > MAX_INTERFACES) {
            throw new ClassFileException("has more than " + MAX_INTERFACES + " interfaces");
        }
        className = binaryName(name);
        isPublicAndConcrete = (access & Opcodes.ACC_PUBLIC) != 0 && (access & Opcodes.ACC_ABSTRACT) == 0;
        if (superName != null) { // absent from Object and from module descriptors
            supertypes.add(binaryName(superName));
        }
        for (String each : interfaces) {
            supertypes.add(binaryName(each));
        }
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean isVisible) {
        return annotation(Optional.empty(), descriptor, isVisible);
    }

    @Override
    public AnnotationVisitor visitTypeAnnotation(
            int reference, @Nullable TypePath path, String descriptor, boolean isVisible) {
        return AnnotationReader.discarding(count);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        hasPublicConstructor |= (access & Opcodes.ACC_PUBLIC) != 0 && name.equals("<init>") && descriptor.equals("()V");
        return new MethodReader(name);
    }

    @Override
    public ModuleVisitor visitModule(String name, int access, @Nullable String version) {
        Map<String, SortedSet<String>> provides = new TreeMap<>();
        module = Optional.of(new ModuleDescription(name, provides));
        return new ModuleVisitor(Opcodes.ASM9) {
            @Override
            public void visitProvide(String service, String... providers) {
                SortedSet<String> classes = provides.computeIfAbsent(binaryName(service), key -> new TreeSet<>());
                for (String provider : providers) {
                    classes.add(binaryName(provider));
                }
            }
        };
    }

    private AnnotationVisitor annotation(Optional<String> method, String descriptor, boolean isVisible) {
        if (isVisible || !descriptors.contains(descriptor)) {
            return AnnotationReader.discarding(count);
        }
        AnnotationValues values = AnnotationValues.empty(descriptor);
        annotations.add(new Annotated(method, values));
        return AnnotationReader.of(values, count);
    }

    private String binaryName(String internalName) {
        return binaryNames.computeIfAbsent(internalName, name -> name.replace('/', '.'));
    }

    /** Reads the annotations of a method. All of them are read, because only a reader can limit how deep ASM descends. */
    private final class MethodReader extends MethodVisitor {

        private final String name;

        MethodReader(String name) {
            super(Opcodes.ASM9);
            this.name = name;
        }

        @Override
        public AnnotationVisitor visitAnnotation(String descriptor, boolean isVisible) {
            return annotation(Optional.of(name), descriptor, isVisible);
        }

        @Override
        public AnnotationVisitor visitAnnotationDefault() {
            return AnnotationReader.discarding(count);
        }

        @Override
        public AnnotationVisitor visitTypeAnnotation(
                int reference, @Nullable TypePath path, String descriptor, boolean isVisible) {
            return AnnotationReader.discarding(count);
        }

        @Override
        public AnnotationVisitor visitParameterAnnotation(int parameter, String descriptor, boolean isVisible) {
            return AnnotationReader.discarding(count);
        }
    }
}
