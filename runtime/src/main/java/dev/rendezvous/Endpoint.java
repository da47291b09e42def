package dev.rendezvous;

import dev.rendezvous.index.text.Quote;

/**
 * Where a backend is reached: {@code host[:port]}.
 *
 * @param host a host name, an IPv4 address, or an IPv6 address without brackets; never blank
 * @param port from 0 to 65535; or whatever default was given for a text without a port, so that a caller can recognise it
 * @since 0.1
 */
public record Endpoint(String host, int port) {

    static final int MAX_PORT = 65_535;

    private static final int MAX_PORT_DIGITS = 5;

    /**
     * Checks the host.
     *
     * @param host see the record
     * @param port see the record
     * @throws IllegalArgumentException if the host is blank
     */
    public Endpoint {
        if (host.isBlank()) {
            throw new IllegalArgumentException("the host of an endpoint is blank");
        }
    }

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
        if (colon < 0) {
            return new Endpoint(host(endpoint, text), defaultPort);
        }
        String host = endpoint.substring(0, colon);
        String digits = endpoint.substring(colon + 1);
        if (!Ipv6Address.isLegal(endpoint)) {
            int port = port(digits, text);
            return new Endpoint(host(host, text), port);
        }
        if (isNumber(digits) && Ipv6Address.isLegal(host)) {
            throw illegal(text, "can be read as an address and as an address with a port; put the address in brackets");
        }
        return new Endpoint(endpoint, defaultPort);
    }

    /** {@return the text that {@link #parse} reads back if the port is one, an IPv6 address in brackets} */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    private static int port(String digits, String text) {
        int port = isNumber(digits) ? Integer.parseInt(digits) : -1;
        if (port < 0 || port > MAX_PORT) {
            throw illegal(text, "has no port from 0 to 65535 after its last colon");
        }
        return port;
    }

    private static boolean isNumber(String digits) {
        return !digits.isEmpty()
                && digits.length() <= MAX_PORT_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String host(String host, String text) {
        if (host.startsWith("[") && host.endsWith("]")) {
            String address = host.substring(1, host.length() - 1);
            if (!Ipv6Address.isLegal(address)) {
                throw illegal(text, "has no IPv6 address in its brackets");
            }
            return address;
        }
        boolean name = !host.isEmpty() && host.codePoints().allMatch(Endpoint::isHostCharacter);
        if (!name && !Ipv6Address.isLegal(host)) {
            throw illegal(text, "has no legal host; expected letters, digits, '.', '-' and '_', or an IPv6 address");
        }
        return host;
    }

    private static boolean isHostCharacter(int c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_';
    }

    private static IllegalArgumentException illegal(String text, String problem) {
        return new IllegalArgumentException(
                "the endpoint " + Quote.text(text) + " " + problem + "; expected host[:port]");
    }
}
