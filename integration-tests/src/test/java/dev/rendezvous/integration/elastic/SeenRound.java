package dev.rendezvous.integration.elastic;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A round as one node saw it.
 *
 * @param nodes {@code rank:node;rank:node} of those that were present when the node asked
 */
record SeenRound(long number, int rank, int size, long token, String nodes) {

    private static final Pattern LINE =
            Pattern.compile("round number=(\\d+) rank=(\\d+) size=(\\d+) token=(\\d+) nodes=(.*)");

    static boolean isRound(String line) {
        return LINE.matcher(line).matches();
    }

    static SeenRound parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new AssertionError("not a round: " + line);
        }
        return new SeenRound(
                Long.parseLong(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                Long.parseLong(matcher.group(4)),
                matcher.group(5));
    }

    String line() {
        return "round number=" + number + " rank=" + rank + " size=" + size + " token=" + token + " nodes=" + nodes;
    }

    /** {@return the nodes that were present, by rank} */
    Map<Integer, String> nodesByRank() {
        Map<Integer, String> byRank = new TreeMap<>();
        for (String part : nodes.isEmpty() ? new String[0] : nodes.split(";", -1)) {
            int colon = part.indexOf(':');
            byRank.put(Integer.valueOf(part.substring(0, colon)), part.substring(colon + 1));
        }
        return byRank;
    }

    /** {@return the node of a rank, which was present} */
    String node(int wanted) {
        return Objects.requireNonNull(nodesByRank().get(wanted), () -> "rank " + wanted + " of " + line());
    }
}
