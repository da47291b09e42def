package dev.rendezvous.launcher.http;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names by which a server may be called. A server on the loopback address is called by a name of that address only. Otherwise a page
 * of another site could read it in the browser of a user, by a name of that site that leads to the loopback address (DNS rebinding).
 */
final class HostRule {

    private static final Pattern HEADER =
            Pattern.compile("\\r\\nHost:[ \\t]*([^\\r\\n]*?)[ \\t]*\\r\\n", Pattern.CASE_INSENSITIVE);
    private static final Pattern LOOPBACK = Pattern.compile(
            "(localhost|[a-z0-9.-]+\\.localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]{1,5})?",
            Pattern.CASE_INSENSITIVE);

    private final boolean isLoopback;

    /**
     * Makes a rule.
     *
     * @param bound where the server listens
     */
    HostRule(InetAddress bound) {
        this.isLoopback = bound.isLoopbackAddress();
    }

    /** {@return the host of a request, if it is not one of this server} A client of HTTP/1.0 may name none, and is not a browser. */
    Optional<String> foreignHost(String head) {
        Matcher header = HEADER.matcher(head);
        return isLoopback && header.find() && !LOOPBACK.matcher(header.group(1)).matches()
                ? Optional.of(header.group(1))
                : Optional.empty();
    }
}
