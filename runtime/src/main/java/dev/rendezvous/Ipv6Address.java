package dev.rendezvous;

import java.util.regex.Pattern;

/**
 * The grammar of IPv6 addresses as RFC 4291 writes them, without a scope.
 *
 * <p>Not {@link java.net.InetAddress}: it takes groups of more than four digits, and looks some texts up in the network.
 */
final class Ipv6Address {

    private static final int GROUPS = 8;
    private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4_ADDRESS = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

    private Ipv6Address() {}

    static boolean isLegal(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == GROUPS;
        }
        int left = groups(text.substring(0, gap), false);
        int right = groups(text.substring(gap + 2), true);
        return left >= 0 && right >= 0 && left + right < GROUPS;
    }

    /** {@return the number of groups, of which an IPv4 address at the end counts as two; -1 if the text is something else} */
    private static int groups(String text, boolean mayEndInIpv4) {
        if (text.isEmpty()) {
            return 0;
        }
        String[] parts = text.split(":", -1);
        int last = parts.length - 1;
        for (int i = 0; i < last; i++) {
            if (!GROUP.matcher(parts[i]).matches()) {
                return -1;
            }
        }
        if (mayEndInIpv4 && IPV4_ADDRESS.matcher(parts[last]).matches()) {
            return parts.length + 1;
        }
        return GROUP.matcher(parts[last]).matches() ? parts.length : -1;
    }
}
