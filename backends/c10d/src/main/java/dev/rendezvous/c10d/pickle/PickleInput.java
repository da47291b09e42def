package dev.rendezvous.c10d.pickle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;

/** The bytes of a pickle, from the first to the last. Nothing is allocated for a length before that many bytes are known to be there. */
final class PickleInput {

    /** More than any number in a state has, and less than what takes long to convert. */
    private static final int MOST_BYTES_OF_A_NUMBER = 64;

    private final ByteBuffer bytes;

    PickleInput(byte[] pickle) {
        bytes = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
    }

    int position() {
        return bytes.position();
    }

    boolean isAtEnd() {
        return !bytes.hasRemaining();
    }

    int unsignedByte() throws PickleException {
        need(1);
        return bytes.get() & 0xff;
    }

    int unsignedShort() throws PickleException {
        need(Short.BYTES);
        return bytes.getShort() & 0xffff;
    }

    int signedInt() throws PickleException {
        need(Integer.BYTES);
        return bytes.getInt();
    }

    double real() throws PickleException {
        need(Double.BYTES);
        return Double.longBitsToDouble(Long.reverseBytes(bytes.getLong()));
    }

    /** {@return a length of four bytes, of which so many are left} */
    int shortLength() throws PickleException {
        return checked(signedInt() & 0xffff_ffffL);
    }

    /** {@return a length of eight bytes, of which so many are left} */
    int longLength() throws PickleException {
        need(Long.BYTES);
        return checked(bytes.getLong());
    }

    private int checked(long length) throws PickleException {
        if (length < 0 || length > bytes.remaining()) {
            throw new PickleException("a length of " + Long.toUnsignedString(length) + " at byte " + position()
                    + ", where " + bytes.remaining() + " bytes are left");
        }
        return (int) length;
    }

    String text(int length) throws PickleException {
        ByteBuffer part = part(length);
        try {
            return UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(part)
                    .toString();
        } catch (CharacterCodingException e) {
            throw new PickleException("a text that ends at byte " + position() + " is not UTF-8");
        }
    }

    String latin1(int length) throws PickleException {
        return ISO_8859_1.decode(part(length)).toString();
    }

    /** {@return the text up to the next line end, which is consumed} */
    String line() throws PickleException {
        int end = bytes.position();
        while (end < bytes.limit() && bytes.get(end) != '\n') {
            end++;
        }
        if (end == bytes.limit()) {
            throw new PickleException("a name at byte " + position() + " has no end");
        }
        String line = text(end - bytes.position());
        bytes.get();
        return line;
    }

    BigInteger number(int length) throws PickleException {
        if (length > MOST_BYTES_OF_A_NUMBER) {
            throw new PickleException("a number of " + length + " bytes at byte " + position() + "; expected up to "
                    + MOST_BYTES_OF_A_NUMBER);
        }
        ByteBuffer part = part(length);
        byte[] bigEndian = new byte[length];
        for (int i = length - 1; i >= 0; i--) {
            bigEndian[i] = part.get();
        }
        return length == 0 ? BigInteger.ZERO : new BigInteger(bigEndian);
    }

    private ByteBuffer part(int length) throws PickleException {
        need(length);
        ByteBuffer part = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        return part;
    }

    private void need(int count) throws PickleException {
        if (bytes.remaining() < count) {
            throw new PickleException(
                    "the pickle ends at byte " + bytes.limit() + ", where " + count + " more bytes are expected");
        }
    }
}
