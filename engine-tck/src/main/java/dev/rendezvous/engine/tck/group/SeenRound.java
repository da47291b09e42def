package dev.rendezvous.engine.tck.group;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A round as one node saw it.
 *
 * @param number the number of the round
 * @param rank the rank of the node
 * @param size how many nodes are in the round
 * @param token the fencing token
 * @param at when the node got it, by the clock that all processes of a machine share
 * @param nodes {@code rank:node;rank:node} of those that were present when the node asked
 * @since 0.1
 */
public record SeenRound(long number, int rank, int size, long token, long at, String nodes) {

    private static final Pattern LINE =
            Pattern.compile("round number=(\\d+) rank=(\\d+) size=(\\d+) token=(\\d+) at=(-?\\d+) nodes=(.*)");

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
                Long.parseLong(matcher.group(5)),
                matcher.group(6));
    }

    String line() {
        return "round number=" + number + " rank=" + rank + " size=" + size + " token=" + token + " at=" + at
                + " nodes=" + nodes;
    }

    /** {@return the nodes that were present, by rank} */
    public Map<Integer, String> nodesByRank() {
        Map<Integer, String> byRank = new TreeMap<>();
        for (String part : nodes.isEmpty() ? new String[0] : nodes.split(";", -1)) {
            int colon = part.indexOf(':');
            byRank.put(Integer.valueOf(part.substring(0, colon)), part.substring(colon + 1));
        }
        return byRank;
    }

    /**
     * {@return the node of a rank, which was present}
     *
     * @param wanted the rank
     */
    public String node(int wanted) {
        return Objects.requireNonNull(nodesByRank().get(wanted), () -> "rank " + wanted + " of " + line());
    }
}
