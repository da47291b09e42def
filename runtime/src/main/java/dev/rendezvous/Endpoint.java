package dev.rendezvous;

import dev.rendezvous.index.Quote;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where a backend is reached: {@code host[:port]}.
 *
 * @param host a host name, an IPv4 address, or an IPv6 address without brackets; never blank
 * @param port from 0 to 65535, or the default that was given for a text without a port
 * @since 0.1
 */
public record Endpoint(String host, int port) {

    static final int MAX_PORT = 65_535;

    private static final int MAX_PORT_DIGITS = 5;

    /**
     * Parses an endpoint. Blanks around it are ignored, and a blank one is {@code localhost} with the default port. An IPv6
     * address stands in brackets, or bare when it cannot be read as an address with a port.
     *
     * <p>This is the grammar of PyTorch's endpoints, but for bare IPv6 addresses, which are split at the last colon there, so
     * that {@code ::1} becomes the host {@code :} with port 1.
     *
     * @param text the endpoint
     * @param defaultPort the port of an endpoint that has none; not checked, so that a caller can recognise it
     * @return the host and the port
     * @throws IllegalArgumentException quoting the endpoint and saying what is wrong with it
     */
    public static Endpoint parse(String text, int defaultPort) {
        String endpoint = text.strip();
        if (endpoint.isEmpty()) {
            return new Endpoint("localhost", defaultPort);
        }
        if (endpoint.startsWith("[") && endpoint.endsWith("]")) {
            return new Endpoint(host(endpoint, text), defaultPort);
        }
        int colon = endpoint.lastIndexOf(':');
        boolean bareAddress = isIpv6Address(endpoint);
        if (bareAddress && isIpv6Address(endpoint.substring(0, colon))) {
            throw illegal(text, "can be read as an address and as an address with a port; put the address in brackets");
        }
        if (colon < 0 || bareAddress) {
            return new Endpoint(host(endpoint, text), defaultPort);
        }
        int port = port(endpoint.substring(colon + 1), text);
        return new Endpoint(host(endpoint.substring(0, colon), text), port);
    }

    /** {@return the text that {@link #parse} reads back, an IPv6 address in brackets} */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    private static int port(String digits, String text) {
        boolean number = !digits.isEmpty()
                && digits.length() <= MAX_PORT_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = number ? Integer.parseInt(digits) : -1;
        if (port < 0 || port > MAX_PORT) {
            throw illegal(text, "has no port from 0 to 65535 after its last colon");
        }
        return port;
    }

    private static String host(String host, String text) {
        if (host.startsWith("[") && host.endsWith("]")) {
            String address = host.substring(1, host.length() - 1);
            if (!isIpv6Address(address)) {
                throw illegal(text, "has no IPv6 address in its brackets");
            }
            return address;
        }
        boolean name = !host.isEmpty() && host.codePoints().allMatch(Endpoint::isHostCharacter);
        if (!name && !isIpv6Address(host)) {
            throw illegal(text, "has no legal host; expected letters, digits, '.', '-' and '_', or an IPv6 address");
        }
        return host;
    }

    private static boolean isHostCharacter(int c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_';
    }

    /** An address text with two colons is never looked up by name, so this asks no network. */
    private static boolean isIpv6Address(String text) {
        boolean mayBe =
                text.indexOf(':') != text.lastIndexOf(':') && text.chars().allMatch(Endpoint::isAddressCharacter);
        if (!mayBe) {
            return false;
        }
        try {
            InetAddress.getByName(text);
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean isAddressCharacter(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' || c == '.';
    }

    private static IllegalArgumentException illegal(String text, String problem) {
        return new IllegalArgumentException(
                "the endpoint " + Quote.text(text) + " " + problem + "; expected host[:port]");
    }
}
