package dev.rendezvous.engine.cell;

import java.util.Optional;
import java.util.OptionalLong;

/** The names of the keys of a run, relative to its space. */
public final class Keys {

    /** Below it the cells that every node reads. */
    public static final String ROUND = "r/";
    /** The last round. */
    public static final String SEAL = "r/seal";
    /** What the leader says. */
    public static final String STATUS = "r/status";
    /** Below it the living nodes. */
    public static final String MEMBERS = "m/";
    /** Below it how rounds end. */
    public static final String ENDS = "e/";
    /** Below it the stores of rounds. */
    public static final String STORES = "kv/";

    private static final int MAX_ENCODED = 128;
    private static final int MAX_ADDRESS = 80;
    private static final int MAX_STORE_KEY = 175;
    private static final String KEPT = "-_.";

    private Keys() {}

    /** {@return the key of a node} */
    public static String member(String id) {
        return MEMBERS + encoded(id);
    }

    /** {@return the id of the node with this key} */
    public static String idOf(String memberKey) {
        String encoded = memberKey.substring(MEMBERS.length());
        try {
            return Percent.decode(encoded);
        } catch (IllegalArgumentException e) {
            return encoded;
        }
    }

    /** {@return the prefix of all that tells how a round ends} */
    public static String ends(long token) {
        return ENDS + token + "/";
    }

    /** {@return the key of the turn of a round} */
    public static String turn(long token) {
        return ends(token) + "turn";
    }

    /** {@return the prefix of the records of a round} */
    public static String records(long token) {
        return ends(token) + "m/";
    }

    /** {@return the key of the record of a member} */
    public static String record(long token, long order) {
        return records(token) + order;
    }

    /** {@return the prefix of the store of a round} */
    public static String store(long token) {
        return STORES + token + "/";
    }

    /** {@return the key of a cell of the store of a round} */
    public static String stored(long token, String key) {
        String encoded = encodedPart(key);
        if (encoded.length() > MAX_STORE_KEY) {
            throw new IllegalArgumentException("store key " + FieldReader.quoted(key) + " has " + encoded.length()
                    + " characters when it is percent-encoded; the most is " + MAX_STORE_KEY);
        }
        return store(token) + encoded;
    }

    /** {@return the token in a key below {@link #ENDS}, if it has the form of one} */
    public static OptionalLong tokenOf(String key) {
        int slash = key.indexOf('/', ENDS.length());
        return slash < 0 ? OptionalLong.empty() : decimal(key.substring(ENDS.length(), slash));
    }

    /** {@return the order in the key of a record, if it is one} */
    public static OptionalLong orderOf(String key) {
        int records = key.indexOf("/m/", ENDS.length());
        return records < 0 ? OptionalLong.empty() : decimal(key.substring(records + 3));
    }

    private static OptionalLong decimal(String text) {
        return text.matches("[1-9][0-9]{0,17}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /**
     * Checks and encodes a run id or the id of a node, as a part of a key.
     *
     * @param id the id
     * @return its encoded form, at most 128 characters
     * @throws IllegalArgumentException if it is empty or too long
     */
    public static String encoded(String id) {
        String encoded = encodedPart(id);
        if (encoded.isEmpty() || encoded.length() > MAX_ENCODED) {
            throw new IllegalArgumentException("id " + FieldReader.quoted(id) + " has " + encoded.length()
                    + " characters when it is percent-encoded; expected 1 to " + MAX_ENCODED);
        }
        return encoded;
    }

    private static String encodedPart(String text) {
        String encoded = Percent.encode(text, KEPT);
        return encoded.startsWith(".") ? "%2E" + encoded.substring(1) : encoded;
    }

    /**
     * Makes the id of a node that has none configured.
     *
     * @param address its address; what is too long for a key is cut
     * @param pid its process id
     * @param local a number of its own within the process
     * @param random random characters
     * @return the id, whose encoded form fits into a key
     */
    public static String defaultId(String address, long pid, int local, String random) {
        String host = address;
        while (encodedPart(host).length() > MAX_ADDRESS) {
            host = host.substring(0, host.offsetByCodePoints(host.length(), -1));
        }
        return host + "_" + pid + "_" + local + "-" + random;
    }

    /** {@return the name for messages of the node that wrote a member cell} */
    public static String nameOf(String memberKey, Optional<MemberCell> cell) {
        return cell.filter(member -> !member.address().isEmpty())
                .map(member -> member.address() + " (pid " + member.pid() + ")")
                .orElseGet(() -> idOf(memberKey));
    }
}
