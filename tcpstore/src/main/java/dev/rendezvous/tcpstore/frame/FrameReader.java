package dev.rendezvous.tcpstore.frame;

import dev.rendezvous.tcpstore.Cell;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the parts of a frame. A length is compared with the bytes that are there before anything is made of it. For one thread. */
final class FrameReader {

    private final ByteBuffer bytes;

    FrameReader(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    int octet() throws FrameException {
        return need(Byte.BYTES, "a byte").get() & 0xff;
    }

    boolean flag() throws FrameException {
        int value = octet();
        if (value > 1) {
            throw new FrameException("expected 0 or 1, but got " + value);
        }
        return value == 1;
    }

    int integer() throws FrameException {
        return need(Integer.BYTES, "a number").getInt();
    }

    long number() throws FrameException {
        return need(Long.BYTES, "a number").getLong();
    }

    String text() throws FrameException {
        int length = integer();
        ByteBuffer encoded = need(length, "a text").slice().limit(length);
        bytes.position(bytes.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(encoded).toString();
        } catch (CharacterCodingException e) {
            throw new FrameException("expected a text in UTF-8");
        }
    }

    List<Long> numbers() throws FrameException {
        int count = count(Long.BYTES);
        List<Long> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(number());
        }
        return values;
    }

    Cell cell() throws FrameException {
        return new Cell(text(), text(), number(), number());
    }

    List<Cell> cells() throws FrameException {
        int count = count(2 * Integer.BYTES + 2 * Long.BYTES);
        List<Cell> cells = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            cells.add(cell());
        }
        return cells;
    }

    Optional<Cell> optionalCell() throws FrameException {
        return flag() ? Optional.of(cell()) : Optional.empty();
    }

    <T> T ended(T value) throws FrameException {
        if (bytes.hasRemaining()) {
            throw new FrameException("expected the end, but got " + bytes.remaining() + " bytes more");
        }
        return value;
    }

    private int count(int leastBytes) throws FrameException {
        int count = integer();
        if (count < 0 || count > bytes.remaining() / leastBytes) {
            throw new FrameException("expected " + count + " items, but there are " + bytes.remaining() + " bytes");
        }
        return count;
    }

    private ByteBuffer need(int count, String what) throws FrameException {
        if (count < 0 || count > bytes.remaining()) {
            throw new FrameException(
                    "expected " + what + " of " + count + " bytes, but there are " + bytes.remaining());
        }
        return bytes;
    }
}
