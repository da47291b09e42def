package dev.rendezvous.c10d;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a host is this machine. The display names are those of PyTorch's {@code UtilsTest}. */
final class MachineNameTest {

    private final Map<String, List<InetAddress>> hosts = new HashMap<>();
    private final Set<InetAddress> interfaces = new HashSet<>();
    private final MachineName machine = new MachineName(new MachineName.Network() {
        @Override
        public String ownName() {
            return "machine";
        }

        @Override
        public String ownFullName() {
            return "machine.example.com";
        }

        @Override
        public Set<InetAddress> ownAddresses() {
            return interfaces;
        }

        @Override
        public List<InetAddress> addresses(String host) {
            return hosts.getOrDefault(host, List.of());
        }
    });

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void host(String name, String... literals) {
        hosts.put(name, List.of(literals).stream().map(MachineNameTest::address).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "127.3.4.5", "::1", "0000:0000:0000:0000:0000:0000:0000:0001"})
    @DisplayName("test_matches_machine_hostname_returns_true_if_hostname_is_loopback")
    void loopbackIsThisMachine(String host) {
        assertThat(new MachineName(MachineName.RealNetwork.INSTANCE).matches(host))
                .isTrue();
    }

    @Test
    @DisplayName("test_matches_machine_hostname_returns_true_if_hostname_is_machine_hostname,"
            + " test_matches_machine_hostname_returns_true_if_hostname_is_machine_fqdn")
    void ownNamesAreThisMachine() {
        assertThat(machine.matches("machine")).isTrue();
        assertThat(machine.matches("machine.example.com")).isTrue();
        MachineName.Network real = MachineName.RealNetwork.INSTANCE;
        assertThat(new MachineName(real).matches(real.ownName())).isTrue();
        assertThat(new MachineName(real).matches(real.ownFullName())).isTrue();
    }

    @Test
    @DisplayName("test_matches_machine_hostname_returns_true_if_hostname_is_machine_address")
    void ownAddressIsThisMachine() {
        host("machine", "10.0.0.7");
        host("10.0.0.7", "10.0.0.7");
        assertThat(machine.matches("10.0.0.7")).isTrue();
    }

    @Test
    @DisplayName("test_matches_machine_hostname_returns_true_if_ip_address_match_between_hosts")
    void nameWithAnOwnAddressIsThisMachine() {
        host("machine", "10.0.0.7", "10.0.0.8");
        host("alias", "10.0.0.9", "10.0.0.8");
        assertThat(machine.matches("alias")).isTrue();
    }

    @Test
    @DisplayName("corrected: the address of a further network interface is found")
    void furtherInterfaceIsThisMachine() {
        host("machine", "10.0.0.7");
        host("192.168.5.5", "192.168.5.5");
        interfaces.add(address("192.168.5.5"));
        assertThat(machine.matches("192.168.5.5")).isTrue();
    }

    @Test
    @DisplayName("test_matches_machine_hostname_returns_false_if_hostname_does_not_match,"
            + " test_matches_machine_hostname_returns_false_if_ip_address_not_match_between_hosts")
    void otherHostsAreNotThisMachine() {
        host("machine", "10.0.0.7");
        host("other", "10.0.0.9");
        host("0.0.0.0", "0.0.0.0");
        host("::2", "::2");
        assertThat(List.of("other", "dummy", "0.0.0.0", "::2").stream().filter(machine::matches))
                .isEmpty();
    }

    @Test
    void storeIsServedWhereOthersReachIt() {
        interfaces.add(address("10.0.0.7"));
        host("machine", "10.0.0.7");
        host("debian", "127.0.1.1");
        host("service", "172.16.0.1");
        host("localhost", "127.0.0.1");
        assertThat(machine.bindAddress("machine")).isEqualTo("10.0.0.7");
        assertThat(machine.bindAddress("localhost")).isEqualTo("127.0.0.1");
        assertThat(machine.bindAddress("debian"))
                .as("no other machine reaches the address that Debian gives the own name")
                .isEqualTo("0.0.0.0");
        assertThat(machine.bindAddress("service")).as("an address of a gateway").isEqualTo("0.0.0.0");
        assertThat(machine.bindAddress("unknown")).isEqualTo("0.0.0.0");
    }
}
