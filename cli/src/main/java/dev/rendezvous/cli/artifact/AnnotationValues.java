package dev.rendezvous.cli.artifact;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An annotation as a class file has it.
 *
 * @param descriptor the type, such as {@code Lcom/acme/Type;}
 * @param texts the values that are texts, names of enum constants, or arrays of them, by the name of their member; a truth
 *     value is the text {@code true} or {@code false}; all others are left out
 * @param annotations the values that are annotations or arrays of them, by the name of their member
 */
record AnnotationValues(
        String descriptor, Map<String, List<String>> texts, Map<String, List<AnnotationValues>> annotations) {

    /** What javac never comes near to, and what keeps a hostile file from overflowing the stack. */
    private static final int MAX_DEPTH = 32;

    /** {@return the first text of a member} */
    Optional<String> text(String member) {
        return texts.getOrDefault(member, List.of()).stream().findFirst();
    }

    static AnnotationValues read(ByteBuffer in, ConstantPool constants) {
        return read(in, constants, 0);
    }

    /** JVMS 4.7.16. */
    private static AnnotationValues read(ByteBuffer in, ConstantPool constants, int depth) {
        String descriptor = constants.utf8(Short.toUnsignedInt(in.getShort()));
        Map<String, List<String>> texts = new LinkedHashMap<>();
        Map<String, List<AnnotationValues>> annotations = new LinkedHashMap<>();
        int members = Short.toUnsignedInt(in.getShort());
        for (int i = 0; i < members; i++) {
            String member = constants.utf8(Short.toUnsignedInt(in.getShort()));
            Values values = new Values(in, constants);
            values.read(depth);
            texts.put(member, List.copyOf(values.texts));
            annotations.put(member, List.copyOf(values.annotations));
        }
        return new AnnotationValues(descriptor, texts, annotations);
    }

    /** The value of one member, or the values of an array. */
    private static final class Values {

        private final ByteBuffer in;
        private final ConstantPool constants;
        private final List<String> texts = new ArrayList<>();
        private final List<AnnotationValues> annotations = new ArrayList<>();

        Values(ByteBuffer in, ConstantPool constants) {
            this.in = in;
            this.constants = constants;
        }

        /** JVMS 4.7.16.1. */
        void read(int depth) {
            if (depth > MAX_DEPTH) {
                throw new ClassFileException("has annotations that are nested deeper than " + MAX_DEPTH);
            }
            char tag = (char) in.get();
            switch (tag) {
                case 's' -> texts.add(constants.utf8(unsigned()));
                case 'Z' -> texts.add(String.valueOf(constants.integer(unsigned()) != 0));
                case 'B', 'C', 'D', 'F', 'I', 'J', 'S', 'c' -> in.getShort();
                case 'e' -> {
                    in.getShort(); // the enum
                    texts.add(constants.utf8(unsigned()));
                }
                case '@' -> annotations.add(AnnotationValues.read(in, constants, depth + 1));
                case '[' -> {
                    int length = unsigned();
                    for (int i = 0; i < length; i++) {
                        read(depth + 1);
                    }
                }
                default -> throw new ClassFileException("has an annotation value of the unknown kind " + (int) tag);
            }
        }

        private int unsigned() {
            return Short.toUnsignedInt(in.getShort());
        }
    }
}
