package dev.rendezvous;

import dev.rendezvous.index.text.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Where a backend is reached: {@code host[:port]}.
 *
 * @param host a host name, an IPv4 address, or an IPv6 address without brackets; never blank
 * @param port from 0 to 65535; empty if the text has none
 * @since 0.1
 */
public record Endpoint(String host, OptionalInt port) {

    /** The largest port. */
    public static final int MAX_PORT = 65_535;

    private static final int MAX_PORT_DIGITS = 5;

    /**
     * Checks the host and the port.
     *
     * @throws IllegalArgumentException if the host is blank, or the port is not from 0 to 65535
     */
    public Endpoint {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(port, "port");
        if (host.isBlank()) {
            throw new IllegalArgumentException("the host of an endpoint is blank");
        }
        if (port.isPresent() && !isPort(port.getAsInt())) {
            throw new IllegalArgumentException(
                    "the port of an endpoint must be from 0 to " + MAX_PORT + ", not " + port.getAsInt());
        }
    }

    /**
     * {@return the endpoint of a host and a port}
     *
     * @param host a host name, an IPv4 address, or an IPv6 address without brackets
     * @param port from 0 to 65535
     * @throws IllegalArgumentException if the host is blank, or the port is not from 0 to 65535
     */
    public static Endpoint of(String host, int port) {
        return new Endpoint(host, OptionalInt.of(port));
    }

    /**
     * {@return a text that a backend takes as its endpoint, without what may be a secret} User and password, and the parameters of an
     * address, are left out. For messages.
     *
     * @param endpoint in whatever form, such as {@code host:port}, a list of them, or a URL
     */
    public static String withoutSecrets(String endpoint) {
        return EndpointText.withoutSecrets(Objects.requireNonNull(endpoint, "endpoint"));
    }

    /**
     * Parses an endpoint. Blanks around it are ignored. A blank text is {@code localhost} without a port. An IPv6 address is in
     * brackets; it may be bare if it cannot be read as an address with a port.
     *
     * <p>This is the grammar of PyTorch's endpoints, except for bare IPv6 addresses: PyTorch splits them at the last colon, so
     * that {@code ::1} becomes the host {@code :} with port 1.
     *
     * @param text the endpoint
     * @return the host and the port
     * @throws IllegalArgumentException quoting the endpoint and saying what is wrong with it
     */
    public static Endpoint parse(String text) {
        Objects.requireNonNull(text, "text");
        String endpoint = text.strip();
        if (endpoint.isEmpty()) {
            return withoutPort("localhost");
        }
        int colon = endpoint.lastIndexOf(':');
        if (colon < 0 || (endpoint.startsWith("[") && endpoint.endsWith("]"))) {
            return withoutPort(host(endpoint, text));
        }
        String host = endpoint.substring(0, colon);
        String digits = endpoint.substring(colon + 1);
        if (!Ipv6Address.isLegal(endpoint)) {
            int port = port(digits, text);
            return of(host(host, text), port);
        }
        if (isNumber(digits) && Ipv6Address.isLegal(host)) {
            throw illegal(text, "can be read as an address and as an address with a port; put the address in brackets");
        }
        return withoutPort(endpoint);
    }

    /**
     * Parses a list of endpoints that are separated by commas, for services of several servers.
     *
     * @param text the endpoints; a blank text is one endpoint, {@code localhost}
     * @param defaultPort the port of an endpoint that has none, from 0 to 65535
     * @return the endpoints in the order of the text, each with a port; unmodifiable, never empty
     * @throws IllegalArgumentException quoting the endpoint and saying what is wrong with it
     */
    public static List<Endpoint> parseAll(String text, int defaultPort) {
        Objects.requireNonNull(text, "text");
        List<Endpoint> endpoints = new ArrayList<>();
        for (String one : text.isBlank() ? new String[] {""} : text.split(",", -1)) {
            if (one.isBlank() && !text.isBlank()) {
                throw new IllegalArgumentException("the endpoints " + Quote.text(text)
                        + " have an empty element; expected host[:port],host[:port]");
            }
            endpoints.add(parse(one).withDefaultPort(defaultPort));
        }
        return List.copyOf(endpoints);
    }

    /**
     * {@return this endpoint; with the given port if it has none}
     *
     * @param defaultPort from 0 to 65535
     * @throws IllegalArgumentException if the default is needed and is not from 0 to 65535
     */
    public Endpoint withDefaultPort(int defaultPort) {
        return port.isPresent() ? this : of(host, defaultPort);
    }

    /** {@return the text that {@link #parse} reads back; an IPv6 address is in brackets} */
    @Override
    public String toString() {
        String shown = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return port.isPresent() ? shown + ":" + port.getAsInt() : shown;
    }

    private static Endpoint withoutPort(String host) {
        return new Endpoint(host, OptionalInt.empty());
    }

    private static boolean isPort(int number) {
        return number >= 0 && number <= MAX_PORT;
    }

    private static int port(String digits, String text) {
        int port = isNumber(digits) ? Integer.parseInt(digits) : -1;
        if (!isPort(port)) {
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
