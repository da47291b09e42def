package dev.rendezvous.launcher.store;

import dev.rendezvous.Endpoint;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/** The address by which other nodes reach this one. */
public final class OwnAddress {

    private static final String INTERFACE = "if:";
    private static final String NETWORK = "cidr:";
    private static final int ANY_PORT = 29_400;

    private OwnAddress() {}

    /**
     * {@return the address that was asked for}
     *
     * @param wanted an address or a name of this machine, {@code if:} and the name of an interface, or {@code cidr:} and a network
     * @throws IllegalArgumentException if this machine does not have it
     */
    public static InetAddress of(String wanted) {
        if (wanted.startsWith(NETWORK)) {
            return Network.parse(wanted.substring(NETWORK.length())).own();
        }
        try {
            return wanted.startsWith(INTERFACE)
                    ? ofInterface(wanted.substring(INTERFACE.length()))
                    : InetAddress.getByName(wanted);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "the local address " + wanted + " cannot be resolved; expected an address, if:NAME or cidr:NET", e);
        }
    }

    private static InetAddress ofInterface(String name) {
        try {
            NetworkInterface found = NetworkInterface.getByName(name);
            if (found == null) {
                List<String> names = NetworkInterface.networkInterfaces()
                        .map(NetworkInterface::getName)
                        .sorted()
                        .toList();
                throw new IllegalArgumentException(
                        "there is no interface " + name + "; expected one of " + String.join(", ", names));
            }
            Optional<InetAddress> first =
                    found.inetAddresses().filter(Inet4Address.class::isInstance).findFirst();
            return first.or(() -> found.inetAddresses().findFirst())
                    .orElseThrow(() -> new IllegalArgumentException("the interface " + name + " has no address"));
        } catch (SocketException e) {
            throw new IllegalArgumentException("the interface " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * {@return the source address of the route to the endpoint; nothing is sent} The loopback address where there is no route, or where
     * the endpoint is not a host.
     *
     * @param endpoint as the backend takes it
     */
    public static InetAddress towards(String endpoint) {
        try (DatagramSocket socket = new DatagramSocket()) {
            Endpoint first = Endpoint.parseAll(endpoint, ANY_PORT).get(0);
            InetSocketAddress host =
                    new InetSocketAddress(first.host(), first.port().orElse(ANY_PORT));
            if (host.isUnresolved()) {
                return InetAddress.getLoopbackAddress();
            }
            socket.connect(host.getPort() == 0 ? new InetSocketAddress(host.getAddress(), ANY_PORT) : host);
            InetAddress own = socket.getLocalAddress();
            return own.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : own;
        } catch (IOException | IllegalArgumentException noRoute) {
            return InetAddress.getLoopbackAddress();
        }
    }

    /**
     * {@return whether the host of the endpoint is this machine, so that other nodes may depend on this agent}
     *
     * @param endpoint as the backend takes it
     */
    public static boolean isOf(String endpoint) {
        try {
            InetAddress address = InetAddress.getByName(
                    Endpoint.parseAll(endpoint, ANY_PORT).get(0).host());
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException | IllegalArgumentException notHost) {
            return false;
        }
    }
}
