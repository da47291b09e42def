package dev.rendezvous.engine.tck.clock;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The calls of the wall clock in a class file. A call names an entry of the constant pool, which has the index of a class: another index
 * makes it a call of another class. Chapter 4.4 of the Java Virtual Machine Specification has the format.
 */
final class ClockCalls {

    private static final int MAGIC_AND_VERSION = 8;
    private static final int UTF8 = 1;
    private static final int CLASS = 7;
    private static final int METHOD = 10;
    private static final int NAME_AND_TYPE = 12;

    private static final List<String> CALLS =
            List.of("java/lang/System.currentTimeMillis()J", "jdk/internal/misc/VM.getNanoTimeAdjustment(J)J");

    private final byte[] file;
    private final ByteBuffer in;
    private final int[] offsets;
    private final int end;

    private ClockCalls(byte[] file) {
        this.file = file;
        this.in = ByteBuffer.wrap(file);
        this.offsets = new int[Short.toUnsignedInt(in.getShort(MAGIC_AND_VERSION))];
        this.end = readPool();
    }

    /** {@return the class file with its calls of the clock sent to another class; empty if it has none} */
    static Optional<byte[]> redirected(byte[] file, String target) {
        return mayCall(file) ? new ClockCalls(file).redirectedTo(target) : Optional.empty();
    }

    /** Most classes have none, so they are not parsed. */
    private static boolean mayCall(byte[] file) {
        String text = new String(file, ISO_8859_1);
        return text.contains("currentTimeMillis") || text.contains("getNanoTimeAdjustment");
    }

    private int readPool() {
        int at = MAGIC_AND_VERSION + Short.BYTES;
        for (int i = 1; i < offsets.length; i++) {
            offsets[i] = at;
            int tag = file[at];
            at += size(tag, at);
            // An eight-byte constant takes two indexes.
            i += tag == 5 || tag == 6 ? 1 : 0;
        }
        return at;
    }

    private int size(int tag, int at) {
        return switch (tag) {
            case UTF8 -> 3 + unsigned(at + 1);
            case 3, 4, 9, METHOD, 11, NAME_AND_TYPE, 17, 18 -> 5;
            case 5, 6 -> 9;
            case CLASS, 8, 16, 19, 20 -> 3;
            case 15 -> 4;
            default -> throw new IllegalArgumentException("no constant has the tag " + tag);
        };
    }

    private Optional<byte[]> redirectedTo(String target) {
        List<Integer> calls = new ArrayList<>();
        for (int i = 1; i < offsets.length; i++) {
            if (offsets[i] != 0 && file[offsets[i]] == METHOD && CALLS.contains(method(offsets[i]))) {
                calls.add(offsets[i]);
            }
        }
        return calls.isEmpty() ? Optional.empty() : Optional.of(patched(calls, target));
    }

    private String method(int at) {
        int nameAndType = offsets[unsigned(at + 3)];
        return text(offsets[unsigned(offsets[unsigned(at + 1)] + 1)])
                + "."
                + text(offsets[unsigned(nameAndType + 1)])
                + text(offsets[unsigned(nameAndType + 3)]);
    }

    /** The pool gets the name of the target and the target at its end, so all other indexes stay. */
    private byte[] patched(List<Integer> calls, String target) {
        byte[] name = target.getBytes(UTF_8);
        ByteBuffer out = ByteBuffer.allocate(file.length + 3 + name.length + 3);
        out.put(file, 0, end);
        out.put((byte) UTF8).putShort((short) name.length).put(name);
        out.put((byte) CLASS).putShort((short) offsets.length);
        out.put(file, end, file.length - end);
        out.putShort(MAGIC_AND_VERSION, (short) (offsets.length + 2));
        calls.forEach(call -> out.putShort(call + 1, (short) (offsets.length + 1)));
        return out.array();
    }

    private String text(int at) {
        return new String(file, at + 3, unsigned(at + 1), UTF_8);
    }

    private int unsigned(int at) {
        return Short.toUnsignedInt(in.getShort(at));
    }
}
