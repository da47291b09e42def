package dev.rendezvous;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv6AddressTest {

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::",
                "::1",
                "1::",
                "1::8",
                "1:2:3:4:5:6:7:8",
                "1:2:3:4:5:6:7::",
                "::2:3:4:5:6:7:8",
                "1:2:3::5:6:7:8",
                "2001:DB8::a",
                "0000:0000:0000:0000:0000:0000:0000:0001",
                "::1.2.3.4",
                "::ffff:255.0.10.199",
                "1:2:3:4:5:6:1.2.3.4",
                "1::1.2.3.4"
            })
    void addressesAreLegal(String text) {
        assertThat(Ipv6Address.isLegal(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                ":::",
                "::1::",
                "1:::2",
                ":1",
                "1:",
                ":1::2",
                "1::2:",
                "1:2",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4::5:6:7:8",
                "::12345",
                "::00001",
                "::g",
                "::-1",
                ":: 1",
                "::1\n",
                "::1%1",
                "[::1]",
                "::\uff11",
                "1.2.3.4",
                "::1.2.3",
                "::1.2.3.4.5",
                "::1.2.3.256",
                "::1.2.3.04",
                "::1.2.3.",
                "1.2.3.4::",
                "::1.2.3.4:5",
                "1:2:3:4:5:6:7:1.2.3.4",
                ".::1",
                "host"
            })
    void otherTextIsIllegal(String text) {
        assertThat(Ipv6Address.isLegal(text)).isFalse();
    }

    /** The JDK takes all that we take, and we take all that it takes but for groups of more than four digits. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theJdkAgrees(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            String text = randomText(random);

            assertThat(Ipv6Address.isLegal(text)).as(text).isEqualTo(isLegalForTheJdk(text));
        }
    }

    /** Begins with a digit or a colon, and has a colon: other texts are looked up in the network by the JDK. */
    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder(":");
        for (int i = 2 + random.nextInt(8); i > 0; i--) {
            text.append(random.nextInt(9) == 0 ? "" : Integer.toHexString(random.nextInt(0x10000)))
                    .append(random.nextInt(9) == 0 ? "::" : ":");
        }
        if (random.nextInt(4) == 0) {
            text.append("1.2.3.").append(random.nextInt(300));
        } else if (random.nextInt(4) != 0) {
            text.append('f');
        }
        return text.substring(random.nextInt(4) == 0 ? 0 : 1);
    }

    private static boolean isLegalForTheJdk(String text) {
        try {
            return InetAddress.getByName(text) != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
