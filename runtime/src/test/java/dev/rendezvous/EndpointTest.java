package dev.rendezvous;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PyTorch's endpoint vectors, and those bare IPv6 addresses that it misreads. */
class EndpointTest {

    private static final int DEFAULT_PORT = 123;

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "\u3000"})
    void aBlankEndpointIsThisMachineWithTheDefaultPort(String text) {
        assertThat(parse(text)).isEqualTo(Endpoint.of("localhost", DEFAULT_PORT));
    }

    @ParameterizedTest
    @CsvSource({
        "dummy.com, dummy.com",
        "dummy-1.com, dummy-1.com",
        "123.123.123.123, 123.123.123.123",
        "a_b, a_b",
        "h\u00f6st, h\u00f6st",
        "[2001:db8::1], 2001:db8::1",
        "[::1], ::1",
        "' dummy.com ', dummy.com",
        "' [::1] ', ::1",
        "'\ndummy.com\n', dummy.com",
    })
    void anEndpointWithoutAPortHasTheDefaultPort(String text, String host) {
        assertThat(parse(text)).isEqualTo(Endpoint.of(host, DEFAULT_PORT));
    }

    @ParameterizedTest
    @CsvSource({
        "dummy.com, dummy.com",
        "dummy-1.com, dummy-1.com",
        "123.123.123.123, 123.123.123.123",
        "[2001:db8::1], 2001:db8::1",
        "a_b, a_b",
        "localhost, localhost",
    })
    void anEndpointHasAHostAndAPort(String text, String host) {
        for (int port : List.of(0, 1, 80, 123, 65_535)) {
            assertThat(parse(text + ":" + port)).isEqualTo(Endpoint.of(host, port));
        }
    }

    @ParameterizedTest
    @CsvSource({"' host:1 ', host, 1", "host:00080, host, 80", "host:00000, host, 0", "[::1]:00080, ::1, 80"})
    void blanksAroundAndLeadingZerosAreFine(String text, String host, int port) {
        assertThat(parse(text)).isEqualTo(Endpoint.of(host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::1",
                "::",
                "2001:db8::1",
                "fe80::1",
                "1:2:3:4:5:6:7:8",
                "2001:DB8::A",
                "::ffff:1.2.3.4",
                "1::1.2.3.4",
                "fe80::1:abcd",
                "fe80::1:2:dead",
                "::1:a",
                "::1:0b",
            })
    void aBareAddressThatCannotHaveAPortHasTheDefaultPort(String text) {
        assertThat(parse(text)).isEqualTo(Endpoint.of(text, DEFAULT_PORT));
    }

    @ParameterizedTest
    @CsvSource({
        "::1:29400, ::1, 29400", // no address group has five digits
        "::1:00080, ::1, 80",
        "2001:db8::1:65535, 2001:db8::1, 65535",
        "1:2:3:4:5:6:7:8:9, 1:2:3:4:5:6:7:8, 9", // no address has nine groups
        "::ffff:1.2.3.4:80, ::ffff:1.2.3.4, 80",
        ":::80, ::, 80",
    })
    void aBareAddressMayHaveAPortThatIsNoGroup(String text, String host, int port) {
        assertThat(parse(text)).isEqualTo(Endpoint.of(host, port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"::1:2940", "::1:80", "2001:db8::1:8080", "fe80::1:1", "::1:0", "1::2:3"})
    void anAddressThatCanBeReadInTwoWaysIsRefused(String text) {
        assertRefused(text, "can be read as an address and as an address with a port; put the address in brackets");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":",
                "dummy.com:",
                ":abc",
                ":-123",
                ":-",
                "dummy.com:abc",
                "dummy.com:-123",
                "dummy.com:-",
                "dummy.com:+80",
                "dummy.com:8 0",
                "dummy.com: 80",
                "dummy.com:65536",
                "dummy.com:70000",
                "host:99999",
                "host:100000",
                "host:000080",
                "host:99999999999999999999",
                "host:1.5",
                "host:0x50",
                "host:\uff18\uff10",
                "host:\u0668",
                "host:80\u0000",
                "::1]",
                "::1:",
                "::1:65536",
                "[::1]:",
                "[::1]:65536",
                "[::1]x",
                "[::1]80",
                "http://h",
                "fe80::1%eth0",
            })
    void whatIsNoPortIsRefused(String text) {
        assertRefused(text, "has no port from 0 to 65535 after its last colon");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "~",
                "dummy.com :123",
                "~:123",
                ":123",
                "[::1",
                "[",
                "]",
                "http://h:1",
                "etcd://h:2379",
                "h/p:1",
                "*:1",
                "a:b:1",
                "host\n:1",
                "ho\nst:1",
                "ho st",
                "user@host",
                "host,other:1",
                "host\u0000:1",
                "h\u200bost",
                "h\u202eost",
                "fe80::1%eth0:1",
                "1:2:1",
                ".::1:1",
                ".a::1",
                "..::5",
                ":::1:2",
                "\u200b",
            })
    void whatIsNoHostIsRefused(String text) {
        assertRefused(text, "has no legal host; expected letters, digits, '.', '-' and '_', or an IPv6 address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[]:1",
                "[::1",
                "[fe80::1%eth0]",
                "[fe80::1%eth0]:1",
                "[fe80::1%1]:1",
                "[dummy.com]:1",
                "[1.2.3.4]:1",
                "[::1]]:1",
                "[[::1]]:1",
                "[::g]",
                "[:]:1",
                "[1:2]:1",
                "[::1\n]:1",
                "[.::1]:1",
                "[1:2:3:4:5:6:7]:1",
                "[::1::2]",
            })
    void bracketsHoldAnAddressWithoutAScope(String text) {
        assertRefused(text, text.equals("[::1") ? "has no legal host" : "has no IPv6 address in its brackets");
    }

    @Test
    void portIsCheckedBeforeTheHost() {
        assertRefused("~:abc", "has no port");
    }

    @Test
    void endpointWithoutPortHasNone() {
        assertThat(Endpoint.parse("host").port()).isEmpty();
        assertThat(Endpoint.parse("host")).hasToString("host");
        assertThat(Endpoint.parse("[::1]")).hasToString("[::1]");
        assertThat(Endpoint.parse("[::1]").toString()).isEqualTo("[::1]");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void portOutOfRangeIsRefused(int port) {
        assertThatThrownBy(() -> Endpoint.of("host", port))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the port of an endpoint must be from 0 to 65535, not " + port);
    }

    @Test
    void listOfEndpointsIsParsedWithDefaultPort() {
        assertThat(Endpoint.parseAll("a:1, b ,[::1]:3", 9))
                .containsExactly(Endpoint.of("a", 1), Endpoint.of("b", 9), Endpoint.of("::1", 3));
        assertThat(Endpoint.parseAll(" ", 9)).containsExactly(Endpoint.of("localhost", 9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,,b", "a,", ",a", ","})
    void emptyElementOfListIsRefused(String text) {
        assertThatThrownBy(() -> Endpoint.parseAll(text, 9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the endpoints \"" + text + "\" have an empty element; expected host[:port],host[:port]");
    }

    @Test
    void messageHoldsNothingThatCouldBeMistaken() {
        assertThatThrownBy(() -> parse("ho\u001b[31mst\u202e:1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the endpoint \"ho\\u001b[31mst\\u202e:1\" has no legal host");
    }

    @ParameterizedTest
    @CsvSource({
        "dummy.com, dummy.com:123",
        "1.2.3.4:5, 1.2.3.4:5",
        "::1, [::1]:123",
        "::1:29400, [::1]:29400",
        "[2001:db8::1]:0, [2001:db8::1]:0",
    })
    void anEndpointReadsItselfBack(String text, String shown) {
        Endpoint endpoint = parse(text);

        assertThat(endpoint).hasToString(shown);
        assertThat(Endpoint.parse(shown)).isEqualTo(endpoint);
    }

    private static Endpoint parse(String text) {
        return Endpoint.parse(text).withDefaultPort(DEFAULT_PORT);
    }

    private static void assertRefused(String text, String problem) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the endpoint \"")
                .hasMessageContaining(problem)
                .hasMessageEndingWith("; expected host[:port]");
    }
}
