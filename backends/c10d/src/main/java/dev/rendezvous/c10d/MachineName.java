package dev.rendezvous.c10d;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a host is this machine. As PyTorch finds it out: by name, by loopback address, and by the addresses of the names; and by the
 * addresses of all network interfaces, which PyTorch leaves out.
 */
final class MachineName {

    /** What Debian gives the own name of a machine without a fixed address; no other machine reaches it. */
    private static final String OWN_NAME_OF_DEBIAN = "127.0.1.1";

    private static final String ALL_ADDRESSES = "0.0.0.0";

    private final Network network;

    MachineName(Network network) {
        this.network = network;
    }

    /** What is asked of the network. */
    interface Network {

        /** {@return the name of this machine} */
        String ownName();

        /** {@return the full name of this machine} */
        String ownFullName();

        /** {@return the addresses of its interfaces} */
        Set<InetAddress> ownAddresses();

        /** {@return the addresses of a host; empty if it has none} */
        List<InetAddress> addresses(String host);
    }

    /** {@return whether it is} */
    boolean matches(String host) {
        if (host.equals("localhost") || host.equals(network.ownName()) || host.equals(network.ownFullName())) {
            return true;
        }
        List<InetAddress> addresses = network.addresses(host);
        if (addresses.stream().anyMatch(InetAddress::isLoopbackAddress)) {
            return true;
        }
        Set<InetAddress> own = Stream.concat(
                        network.ownAddresses().stream(), network.addresses(network.ownName()).stream())
                .collect(Collectors.toSet());
        return addresses.stream().anyMatch(own::contains);
    }

    /** {@return where to listen so that others reach this machine by the host: at its address, or everywhere if that is not here} */
    String bindAddress(String host) {
        Set<InetAddress> own = network.ownAddresses();
        Optional<String> found = network.addresses(host).stream()
                .filter(address -> address.isLoopbackAddress() || own.contains(address))
                .map(InetAddress::getHostAddress)
                .findFirst();
        return found.filter(address -> !address.equals(OWN_NAME_OF_DEBIAN)).orElse(ALL_ADDRESSES);
    }

    /** The network of this machine. */
    enum RealNetwork implements Network {
        /** The only one. */
        INSTANCE;

        @Override
        public String ownName() {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                return "localhost";
            }
        }

        @Override
        public String ownFullName() {
            try {
                return InetAddress.getLocalHost().getCanonicalHostName();
            } catch (UnknownHostException e) {
                return "localhost";
            }
        }

        @Override
        public Set<InetAddress> ownAddresses() {
            try {
                return NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .collect(Collectors.toSet());
            } catch (SocketException e) {
                return Set.of();
            }
        }

        @Override
        public List<InetAddress> addresses(String host) {
            try {
                return List.of(InetAddress.getAllByName(host));
            } catch (UnknownHostException e) {
                return List.of();
            }
        }
    }
}
