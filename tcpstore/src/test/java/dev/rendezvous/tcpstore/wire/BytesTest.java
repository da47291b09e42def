package dev.rendezvous.tcpstore.wire;

import static dev.rendezvous.tcpstore.Frame.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BytesTest {

    @Test
    void equalContentsAreEqual() {
        assertThat(bytes("a\0b")).isEqualTo(bytes("a\0b")).hasSameHashCodeAs(bytes("a\0b"));
        assertThat(bytes("a\0b")).isNotEqualTo(bytes("a\0c")).isNotEqualTo(bytes("a\0"));
        assertThat(bytes("a").plus(bytes(""))).isEqualTo(bytes("a"));
    }

    @Test
    void sumKeepsItsParts() {
        Bytes ab = bytes("a").plus(bytes("b"));
        Bytes abc = ab.plus(bytes("c"));
        Bytes abd = ab.plus(bytes("d"));

        assertThat(ab).isEqualTo(bytes("ab")).hasSameHashCodeAs(bytes("ab")).isEqualByComparingTo(bytes("ab"));
        assertThat(abc.plus(bytes("e"))).isEqualTo(bytes("abce")).hasToString("\"abce\"");
        assertThat(abd.asBuffer()).isEqualTo(bytes("abd").asBuffer());
        assertThat(abc.length()).isEqualTo(3);
        assertThat(ab).isNotEqualTo(abc).isLessThan(abc);
    }

    /** Copied for each byte it would take minutes. */
    @Test
    @Timeout(20)
    void longValueGrowsByteByByte() {
        Bytes value = Bytes.of(new byte[8 << 20]);
        for (int i = 0; i < 100_000; i++) {
            value = value.plus(bytes("x"));
        }
        assertThat(value.length()).isEqualTo((8 << 20) + 100_000);
    }

    @Test
    void messageShowsBytesWithoutControlCharacters() {
        assertThat(bytes("a\"\\\n\u00ff")).hasToString("\"a\\x22\\x5c\\x0a\\xff\"");
        assertThat(bytes("x".repeat(100)).toString()).hasSize(85).endsWith("...\"");
    }

    /** Two blocks with one hash give 2 to the 16th keys with one hash; a map without an order would take minutes. */
    @Test
    @Timeout(20)
    void collidingKeysDoNotSlowTheMap() {
        Map<Bytes, Integer> map = new HashMap<>();
        int count = 1 << 16;
        for (int i = 0; i < count; i++) {
            map.put(colliding(i), i);
        }
        assertThat(colliding(1)).hasSameHashCodeAs(colliding(count - 1));
        assertThat(map).hasSize(count);
    }

    private static Bytes colliding(int number) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < Short.SIZE; bit++) {
            text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return Bytes.of(text.toString().getBytes(StandardCharsets.US_ASCII));
    }
}
