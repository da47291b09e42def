package dev.rendezvous.cli.verify;

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
 * @param texts the values that are texts or arrays of texts, by the name of their member; all others are left out
 */
record AnnotationValues(String descriptor, Map<String, List<String>> texts) {

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
        int members = Short.toUnsignedInt(in.getShort());
        for (int i = 0; i < members; i++) {
            String member = constants.utf8(Short.toUnsignedInt(in.getShort()));
            List<String> found = new ArrayList<>();
            readValue(in, constants, found, depth);
            texts.put(member, List.copyOf(found));
        }
        return new AnnotationValues(descriptor, texts);
    }

    /** JVMS 4.7.16.1. */
    private static void readValue(ByteBuffer in, ConstantPool constants, List<String> texts, int depth) {
        if (depth > MAX_DEPTH) {
            throw new ClassFileException("its annotations are nested deeper than " + MAX_DEPTH);
        }
        char tag = (char) in.get();
        switch (tag) {
            case 's' -> texts.add(constants.utf8(Short.toUnsignedInt(in.getShort())));
            case 'B', 'C', 'D', 'F', 'I', 'J', 'S', 'Z', 'c' -> in.getShort();
            case 'e' -> in.getInt();
            case '@' -> read(in, constants, depth + 1);
            case '[' -> {
                int length = Short.toUnsignedInt(in.getShort());
                for (int i = 0; i < length; i++) {
                    readValue(in, constants, texts, depth + 1);
                }
            }
            default -> throw new ClassFileException("an annotation has a value of the unknown kind " + (int) tag);
        }
    }
}
