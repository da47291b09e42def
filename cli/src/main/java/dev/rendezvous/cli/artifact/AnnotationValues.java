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

    /** Of one class file; what keeps a hostile one, where each takes a few bytes, from filling the memory. */
    private static final int MAX_COUNT = 100_000;

    /** {@return the first text of a member} */
    Optional<String> text(String member) {
        return texts.getOrDefault(member, List.of()).stream().findFirst();
    }

    /** Reads the annotations of one class file, as many as any class has. */
    static final class Reader {

        private final ByteBuffer in;
        private final ConstantPool constants;
        private int count;

        /** Reads from where the buffer stands at each call. */
        Reader(ByteBuffer in, ConstantPool constants) {
            this.in = in;
            this.constants = constants;
        }

        AnnotationValues read() {
            return readAnnotation(0);
        }

        /** JVMS 4.7.16. */
        private AnnotationValues readAnnotation(int depth) {
            countOne();
            String descriptor = constants.utf8(unsigned());
            Map<String, List<String>> texts = new LinkedHashMap<>();
            Map<String, List<AnnotationValues>> annotations = new LinkedHashMap<>();
            int members = unsigned();
            for (int i = 0; i < members; i++) {
                String member = constants.utf8(unsigned());
                Values values = new Values(new ArrayList<>(), new ArrayList<>());
                readValue(values, depth);
                texts.put(member, List.copyOf(values.texts()));
                annotations.put(member, List.copyOf(values.annotations()));
            }
            return new AnnotationValues(descriptor, texts, annotations);
        }

        /** JVMS 4.7.16.1. */
        private void readValue(Values values, int depth) {
            if (depth > MAX_DEPTH) {
                throw new ClassFileException("has annotations that are nested deeper than " + MAX_DEPTH);
            }
            countOne();
            char tag = (char) in.get();
            switch (tag) {
                case 's' -> values.texts().add(constants.utf8(unsigned()));
                case 'Z' -> values.texts().add(String.valueOf(constants.integer(unsigned()) != 0));
                case 'B', 'C', 'D', 'F', 'I', 'J', 'S', 'c' -> in.getShort();
                case 'e' -> {
                    in.getShort(); // the enum
                    values.texts().add(constants.utf8(unsigned()));
                }
                case '@' -> values.annotations().add(readAnnotation(depth + 1));
                case '[' -> {
                    int length = unsigned();
                    for (int i = 0; i < length; i++) {
                        readValue(values, depth + 1);
                    }
                }
                default -> throw new ClassFileException("has an annotation value of the unknown kind " + (int) tag);
            }
        }

        private void countOne() {
            count++;
            if (count > MAX_COUNT) {
                throw new ClassFileException("has more than " + MAX_COUNT + " annotations and values of them");
            }
        }

        private int unsigned() {
            return Short.toUnsignedInt(in.getShort());
        }
    }

    /** The value of one member, or the values of an array. */
    private record Values(List<String> texts, List<AnnotationValues> annotations) {}
}
