package dev.rendezvous.tcp;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/** Whether a host is this machine, and where to listen then. */
final class LocalHost {

    /** What Debian gives the own name of a machine without a fixed address; no other machine reaches it. */
    private static final String OWN_NAME_OF_DEBIAN = "127.0.1.1";

    private static final String ALL_ADDRESSES = "0.0.0.0";

    private LocalHost() {}

    /** {@return the address to listen on for the host; empty if it is not this machine, or cannot be resolved} */
    static Optional<String> bindAddress(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host))
                    .filter(LocalHost::isOwn)
                    .map(InetAddress::getHostAddress)
                    .map(address -> address.equals(OWN_NAME_OF_DEBIAN) ? ALL_ADDRESSES : address)
                    .findFirst();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static boolean isOwn(InetAddress address) {
        try {
            return address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }
}
