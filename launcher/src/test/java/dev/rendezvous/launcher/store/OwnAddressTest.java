package dev.rendezvous.launcher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnAddressTest {

    @Test
    void addressIsTakenAsItIs() {
        assertThat(OwnAddress.of("127.0.0.1").getHostAddress()).isEqualTo("127.0.0.1");
    }

    @Test
    void interfaceIsNamed() throws Exception {
        String loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress())
                .getName();

        assertThat(OwnAddress.of("if:" + loopback).isLoopbackAddress()).isTrue();
    }

    @Test
    void unknownInterfaceShowsTheOthers() throws Exception {
        String loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress())
                .getName();

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> OwnAddress.of("if:no-such"))
                .withMessageContainingAll("no interface no-such", loopback);
    }

    @Test
    void networkChoosesTheAddressInIt() {
        assertThat(OwnAddress.of("cidr:127.0.0.0/8").getHostAddress()).isEqualTo("127.0.0.1");
    }

    @Test
    void networkWithoutOwnAddressShowsTheOwnAddresses() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> OwnAddress.of("cidr:203.0.113.0/24"))
                .withMessageContainingAll("no address in 203.0.113.0/24", "127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cidr:10.0.0.0", "cidr:10.0.0.0/33", "cidr:host/8", "cidr:", "cidr:1/2/3", "cidr:::/129"})
    void networkThatIsNoneIsNamed(String text) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> OwnAddress.of(text))
                .withMessageContaining("cidr:10.0.0.0/8");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.200.3.4, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "192.168.4.0/22, 192.168.7.255, true",
        "192.168.4.0/22, 192.168.8.0, false",
        "0.0.0.0/0, 1.2.3.4, true",
        "1.2.3.4/32, 1.2.3.4, true",
        "1.2.3.4/32, 1.2.3.5, false",
        "fd00::/8, fdab::1, true",
        "fd00::/8, fe80::1, false",
        "0.0.0.0/0, ::1, false"
    })
    void networkContainsItsAddresses(String network, String address, boolean contains) throws UnknownHostException {
        assertThat(Network.parse(network).contains(InetAddress.getByName(address)))
                .isEqualTo(contains);
    }

    @Test
    void defaultIsTheSourceOfTheRoute() {
        assertThat(OwnAddress.towards("127.0.0.1:29400").getHostAddress()).isEqualTo("127.0.0.1");
        assertThat(OwnAddress.towards("127.0.0.1:0,h2:2").getHostAddress()).isEqualTo("127.0.0.1");
    }

    @Test
    void endpointWithoutAHostHasTheLoopbackAddress() {
        assertThat(OwnAddress.towards("file:///shared/x").isLoopbackAddress()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:2379",
                "127.0.0.1:2181,127.0.0.1:2182/team1",
                "127.0.0.1:5432/jobs?user=u&password=p",
                "jdbc:postgresql://127.0.0.1:5432/jobs",
                "/shared/folder"
            })
    void loopbackEndpointKeepsTheLoopbackAddress(String endpoint) {
        assertThat(OwnAddress.towards(endpoint).isLoopbackAddress()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-host.invalid:5432/jobs", "jdbc:postgresql://no-such-host.invalid/jobs"})
    void endpointElsewhereNeverGivesTheLoopbackAddressIfThereIsAnother(String endpoint) throws Exception {
        boolean hasAnother = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .anyMatch(address -> address instanceof Inet4Address
                        && !address.isLoopbackAddress()
                        && !address.isLinkLocalAddress());

        assertThat(OwnAddress.towards(endpoint).isLoopbackAddress()).isEqualTo(!hasAnother);
    }

    @Test
    void hostOfAnEndpointWithPathIsFound() {
        assertThat(OwnAddress.isOf("127.0.0.1:5432/jobs")).isTrue();
        assertThat(OwnAddress.isOf("no-such-host.invalid:5432/jobs")).isFalse();
    }
}
