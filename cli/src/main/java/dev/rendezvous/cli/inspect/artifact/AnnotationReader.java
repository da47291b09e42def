package dev.rendezvous.cli.inspect.artifact;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Collects the values of one annotation, or of an array in it. ASM calls itself once for each level, so the depth has a limit
 * even for values that are not kept.
 */
final class AnnotationReader extends AnnotationVisitor {

    /** Deeper than any compiler nests; keeps a hostile file from overflowing the stack. */
    private static final int MAX_DEPTH = 32;

    private final AnnotationValues values;
    private final Count count;
    private final int depth;
    private final @Nullable String array;

    private AnnotationReader(AnnotationValues values, Count count, int depth, @Nullable String array) {
        super(Opcodes.ASM9);
        if (depth > MAX_DEPTH) {
            throw new ClassFileException("has annotations that are nested deeper than " + MAX_DEPTH);
        }
        count.increment();
        this.values = values;
        this.count = count;
        this.depth = depth;
        this.array = array;
    }

    /** {@return a reader that adds to these values} */
    static AnnotationReader of(AnnotationValues values, Count count) {
        return new AnnotationReader(values, count, 0, null);
    }

    /** {@return a reader whose values are not kept} */
    static AnnotationReader discarding(Count count) {
        return of(AnnotationValues.empty(""), count);
    }

    @Override
    public void visit(@Nullable String name, Object value) {
        count.increment();
        if (value instanceof String || value instanceof Boolean) {
            addText(name, value.toString());
        } else if (value instanceof Type type && type.getSort() == Type.OBJECT) {
            addText(name, type.getClassName());
        }
    }

    @Override
    public void visitEnum(@Nullable String name, String descriptor, String value) {
        count.increment();
        addText(name, value);
    }

    @Override
    public AnnotationVisitor visitAnnotation(@Nullable String name, String descriptor) {
        AnnotationValues nested = AnnotationValues.empty(descriptor);
        values.annotations()
                .computeIfAbsent(member(name), key -> new ArrayList<>())
                .add(nested);
        return new AnnotationReader(nested, count, depth + 1, null);
    }

    @Override
    public AnnotationVisitor visitArray(@Nullable String name) {
        return new AnnotationReader(values, count, depth + 1, member(name));
    }

    private void addText(@Nullable String name, String text) {
        values.texts().computeIfAbsent(member(name), key -> new ArrayList<>()).add(text);
    }

    /** The elements of an array have no name of their own. */
    private String member(@Nullable String name) {
        return array != null ? array : String.valueOf(name);
    }

    /** How many annotations and values one class file has had so far. A hostile file has millions, each of a few bytes. */
    static final class Count {

        private static final int MAX = 100_000;

        private int count;

        private void increment() {
            count++;
            if (count > MAX) {
                throw new ClassFileException("has more than " + MAX + " annotations and values of them");
            }
        }
    }
}
