package dev.rendezvous.tcpstore.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.tcpstore.Cell;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Writes the parts of a frame: numbers in big-endian order, texts as UTF-8 after their length. For one thread. */
final class FrameWriter {

    private static final int FIRST_BYTES = 64;

    private ByteBuffer bytes = ByteBuffer.allocate(FIRST_BYTES);

    FrameWriter octet(int value) {
        room(Byte.BYTES).put((byte) value);
        return this;
    }

    FrameWriter flag(boolean value) {
        return octet(value ? 1 : 0);
    }

    FrameWriter integer(int value) {
        room(Integer.BYTES).putInt(value);
        return this;
    }

    FrameWriter number(long value) {
        room(Long.BYTES).putLong(value);
        return this;
    }

    FrameWriter text(String value) {
        byte[] encoded = value.getBytes(UTF_8);
        integer(encoded.length);
        room(encoded.length).put(encoded);
        return this;
    }

    FrameWriter numbers(List<Long> values) {
        integer(values.size());
        values.forEach(this::number);
        return this;
    }

    FrameWriter cell(Cell cell) {
        return text(cell.key()).text(cell.value()).number(cell.version()).number(cell.order());
    }

    FrameWriter cells(List<Cell> cells) {
        integer(cells.size());
        cells.forEach(this::cell);
        return this;
    }

    FrameWriter cell(Optional<Cell> cell) {
        flag(cell.isPresent());
        cell.ifPresent(this::cell);
        return this;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private ByteBuffer room(int count) {
        if (bytes.remaining() < count) {
            int size = Math.max(bytes.capacity() * 2, bytes.position() + count);
            bytes = ByteBuffer.allocate(size).put(bytes.flip());
        }
        return bytes;
    }
}
