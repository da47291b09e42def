package dev.rendezvous.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick reader of usual indexes says what the forgiving one says, or nothing. */
class CanonicalIndexReaderTest {

    private static final String LISTED = "com.acme.A_RendezvousProvider";
    private static final String RECORD =
            "#rendezvous:1 " + LISTED + " name=a aliases=b,c implementation=com.acme.A future=1 -- Größe";

    private static final byte[] ODD = {
        0, 1, ' ', '\t', '\n', '\r', '#', '=', ',', '-', '.', 0x7f, (byte) 0xc3, (byte) 0xff, 'A', 'z'
    };

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatTheWriterLeavesIsUsual(int seed) {
        byte[] bytes = IndexWriter.write(new RandomIndex(seed).entries());

        assertThat(CanonicalIndexReader.read(bytes)).isNotNull().isEqualTo(IndexReader.parseLeniently(bytes));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whateverIsDamagedBothSayTheSame(int seed) {
        Random random = new Random(seed);
        byte[] written = IndexWriter.write(new RandomIndex(seed).entries());
        for (int i = 0; i < 300 && written.length > 0; i++) {
            byte[] bytes = written.clone();
            for (int damage = random.nextInt(3); damage >= 0; damage--) {
                bytes[random.nextInt(bytes.length)] = ODD[random.nextInt(ODD.length)];
            }

            IndexFile usual = CanonicalIndexReader.read(bytes);

            if (usual != null) {
                assertThat(usual).isEqualTo(IndexReader.parseLeniently(bytes));
            }
        }
    }

    @Test
    void trailingBlankAndMissingLineEndAreUsual() {
        for (String text : List.of(
                LISTED,
                LISTED + "\n",
                LISTED + "\n" + RECORD,
                LISTED + "\n#rendezvous:1  " + LISTED + " name=a implementation=com.acme.A \n")) {
            byte[] bytes = text.getBytes(UTF_8);

            assertThat(CanonicalIndexReader.read(bytes))
                    .as(text)
                    .isNotNull()
                    .isEqualTo(IndexReader.parseLeniently(bytes));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " " + LISTED,
                LISTED + "\r\n",
                LISTED + "\n\n",
                LISTED + "\n" + LISTED,
                LISTED + " # mine",
                "# mine\n" + LISTED,
                RECORD + "\n" + LISTED,
                LISTED + "\n" + RECORD + "\n" + RECORD,
                LISTED + "\n#rendezvous:2 " + LISTED,
                LISTED + "\n#rendezvous:1 com.acme.Other name=o implementation=com.acme.O",
                "com.acme.B\n" + LISTED,
                LISTED + "\n" + RECORD + "\u0000",
                LISTED + "\uFFFD",
                "\uFEFF" + LISTED,
            })
    void anythingElseIsForTheForgivingReader(String text) {
        assertThat(CanonicalIndexReader.read(text.getBytes(UTF_8))).isNull();
    }
}
