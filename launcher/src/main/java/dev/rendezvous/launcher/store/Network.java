package dev.rendezvous.launcher.store;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A network such as {@code 10.0.0.0/8} or {@code fd00::/8}. */
record Network(InetAddress base, int bits) {

    /**
     * {@return the network}
     *
     * @throws IllegalArgumentException if the text is not one; no name is resolved
     */
    static Network parse(String text) {
        String[] parts = text.split("/", -1);
        boolean isNumber = parts.length == 2 && parts[1].matches("[0-9]{1,3}");
        if (!isNumber || !parts[0].matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
            throw wrong(text);
        }
        try {
            InetAddress base = InetAddress.getByName(parts[0]);
            int bits = Integer.parseInt(parts[1]);
            if (bits > base.getAddress().length * Byte.SIZE) {
                throw wrong(text);
            }
            return new Network(base, bits);
        } catch (UnknownHostException e) {
            throw wrong(text);
        }
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "the network " + text + " is not one; expected ADDRESS/BITS such as cidr:10.0.0.0/8");
    }

    boolean contains(InetAddress address) {
        byte[] wanted = base.getAddress();
        byte[] other = address.getAddress();
        if (other.length != wanted.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if ((wanted[bit / Byte.SIZE] & mask) != (other[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }

    /**
     * {@return the address of this machine in the network}
     *
     * @throws IllegalArgumentException if this machine has none in it
     */
    InetAddress own() {
        List<InetAddress> all = all();
        return all.stream()
                .filter(this::contains)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("this machine has no address in " + this
                        + "; it has "
                        + all.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "))));
    }

    private static List<InetAddress> all() {
        try {
            return NetworkInterface.networkInterfaces()
                    .sorted(Comparator.comparing(NetworkInterface::getIndex))
                    .flatMap(NetworkInterface::inetAddresses)
                    .toList();
        } catch (SocketException e) {
            throw new IllegalArgumentException("the interfaces cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return base.getHostAddress() + "/" + bits;
    }
}
