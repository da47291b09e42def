package dev.rendezvous.cli.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.cli.text.Text;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** A value of a store, to be looked at: most are text, and the rest is bytes. */
final class StoreValue {

    private final byte[] bytes;

    StoreValue(byte[] bytes) {
        this.bytes = bytes;
    }

    int size() {
        return bytes.length;
    }

    /** {@return the value as text, if it is some} */
    Optional<String> text() {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.chars().allMatch(StoreValue::isOfText) ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /** {@return what fits into a line: the text, or the first bytes} */
    String inShort(int length) {
        return text().map(text -> Text.shortened(Text.oneLine(text), length))
                .orElseGet(() -> Text.shortened("0x" + HexFormat.of().formatHex(start(length)), length));
    }

    /** {@return the whole value, such that it cannot steer a terminal} */
    String inFull() {
        return text().map(text ->
                        String.join("\n", text.lines().map(Text::printable).toList()))
                .orElseGet(() -> "0x" + hex());
    }

    private byte[] start(int length) {
        return Arrays.copyOf(bytes, Math.min(bytes.length, length));
    }

    private static boolean isOfText(int c) {
        return c >= ' ' || c == '\n' || c == '\r' || c == '\t';
    }
}
