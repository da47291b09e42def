package dev.rendezvous.cli.artifact;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The constants of a class file, by their index. Texts are decoded when they are asked for, and once: a hostile file names a
 * long one as often as it can.
 */
final class ConstantPool {

    private static final int UTF8 = 1;
    private static final int INTEGER = 3;
    private static final int CLASS = 7;
    private static final int MODULE = 19;

    private final ByteBuffer bytes;
    private final int[] offsets;
    private final @Nullable String[] texts;
    private final @Nullable String[] binaryNames;

    private ConstantPool(ByteBuffer bytes, int[] offsets) {
        this.bytes = bytes;
        this.offsets = offsets;
        this.texts = new String[offsets.length];
        this.binaryNames = new String[offsets.length];
    }

    /**
     * Reads from the number of constants on, and leaves the buffer behind the last one.
     *
     * @throws ClassFileException if there is a constant of a kind that no Java version has
     */
    static ConstantPool read(ByteBuffer in) {
        int[] offsets = new int[Short.toUnsignedInt(in.getShort())];
        for (int i = 1; i < offsets.length; i++) {
            offsets[i] = in.position();
            int tag = in.get();
            skip(in, tag == UTF8 ? Short.toUnsignedInt(in.getShort()) : sizeOf(tag));
            if (isWide(tag)) {
                i++;
            }
        }
        return new ConstantPool(in.duplicate(), offsets);
    }

    static void skip(ByteBuffer in, int count) {
        if (count < 0 || count > in.remaining()) {
            throw new ClassFileException("ends too early");
        }
        in.position(in.position() + count);
    }

    /** {@return whether one of the constants is one of the texts, which are ASCII} */
    boolean hasAny(Set<String> texts) {
        for (String text : texts) {
            for (int i = 1; i < offsets.length; i++) {
                if (isText(i, text)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** {@return whether a constant is the text, which is ASCII} Decoding each text of a jar would take most of the time. */
    boolean isText(int index, String text) {
        return hasLength(index, text.length()) && utf8(index).equals(text);
    }

    private boolean hasLength(int index, int length) {
        int offset = index < offsets.length ? offsets[index] : 0;
        return offset > 0 && bytes.get(offset) == UTF8 && unsignedShortAt(offset + 1) == length;
    }

    /** {@return the number that an integer constant stands for; truth values are 0 and 1} */
    int integer(int index) {
        return bytes.getInt(offsetOf(index, INTEGER));
    }

    String utf8(int index) {
        int offset = offsetOf(index, UTF8);
        String known = texts[index];
        if (known != null) {
            return known;
        }
        String text = decode(index, offset);
        texts[index] = text;
        return text;
    }

    private String decode(int index, int offset) {
        byte[] text = new byte[2 + unsignedShortAt(offset)];
        bytes.get(offset, text);
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(text));
        try {
            return in.readUTF();
        } catch (IOException e) {
            throw new ClassFileException("has a constant " + index + " that is no text");
        }
    }

    /** {@return the binary name of the class that a class constant stands for} */
    String className(int index) {
        int text = unsignedShortAt(offsetOf(index, CLASS));
        String internalName = utf8(text);
        String known = binaryNames[text];
        if (known != null) {
            return known;
        }
        String name = internalName.replace('/', '.');
        binaryNames[text] = name;
        return name;
    }

    /** {@return the name of the module that a module constant stands for} */
    String moduleName(int index) {
        return utf8(unsignedShortAt(offsetOf(index, MODULE)));
    }

    private int unsignedShortAt(int offset) {
        return Short.toUnsignedInt(bytes.getShort(offset));
    }

    private int offsetOf(int index, int tag) {
        if (index >= offsets.length || offsets[index] == 0 || bytes.get(offsets[index]) != tag) {
            throw new ClassFileException("has a constant " + index + " that is not what it is used as");
        }
        return offsets[index] + 1;
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

    /** A long or double takes two indexes. */
    private static boolean isWide(int tag) {
        return tag == 5 || tag == 6;
    }
}
