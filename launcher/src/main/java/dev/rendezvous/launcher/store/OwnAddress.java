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
import java.util.regex.Pattern;

/** The address by which other nodes reach this one. */
public final class OwnAddress {

    private static final String INTERFACE = "if:";
    private static final String NETWORK = "cidr:";
    private static final int ANY_PORT = 29_400;
    private static final Pattern SCHEME = Pattern.compile("^([a-z0-9+.-]+:)*//");

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
     * {@return the source address of the route to the endpoint; nothing is sent} An address of this machine where there is no route, and
     * where the name of the endpoint is that of this machine and means the loopback address here. The loopback address if the endpoint
     * itself is that.
     *
     * @param endpoint as the backend takes it: {@code host:port}, a list, or a URL
     */
    public static InetAddress towards(String endpoint) {
        InetAddress routed = routed(endpoint);
        return routed.isLoopbackAddress() && !isLoopback(endpoint) ? ofMachine() : routed;
    }

    private static boolean isLoopback(String endpoint) {
        String host = host(endpoint).map(Endpoint::host).orElse("localhost");
        return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.[0-9]+){3}");
    }

    /** {@return the first host of an endpoint, without the scheme in front of it and the path behind it} */
    private static Optional<Endpoint> host(String endpoint) {
        String hosts = SCHEME.matcher(Endpoint.withoutSecrets(endpoint)).replaceFirst("");
        int path = hosts.indexOf('/');
        try {
            return Endpoint.parseAll(path < 0 ? hosts : hosts.substring(0, path), ANY_PORT).stream()
                    .findFirst();
        } catch (IllegalArgumentException notHost) {
            return Optional.empty();
        }
    }

    /** {@return an address by which other machines may reach this one, if it has one} */
    private static InetAddress ofMachine() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(OwnAddress::isUp)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(Inet4Address.class::isInstance)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .findFirst()
                    .orElseGet(InetAddress::getLoopbackAddress);
        } catch (SocketException unreadable) {
            return InetAddress.getLoopbackAddress();
        }
    }

    private static boolean isUp(NetworkInterface device) {
        try {
            return device.isUp();
        } catch (SocketException unreadable) {
            return false;
        }
    }

    private static InetAddress routed(String endpoint) {
        Optional<Endpoint> found = host(endpoint);
        if (found.isEmpty()) {
            return InetAddress.getLoopbackAddress();
        }
        try (DatagramSocket socket = new DatagramSocket()) {
            Endpoint first = found.get();
            InetSocketAddress host =
                    new InetSocketAddress(first.host(), first.port().orElse(ANY_PORT));
            if (host.isUnresolved()) {
                return InetAddress.getLoopbackAddress();
            }
            socket.connect(host.getPort() == 0 ? new InetSocketAddress(host.getAddress(), ANY_PORT) : host);
            InetAddress own = socket.getLocalAddress();
            return own.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : own;
        } catch (IOException noRoute) {
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
            Optional<Endpoint> host = host(endpoint);
            if (host.isEmpty()) {
                return false;
            }
            InetAddress address = InetAddress.getByName(host.get().host());
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException notHost) {
            return false;
        }
    }
}
