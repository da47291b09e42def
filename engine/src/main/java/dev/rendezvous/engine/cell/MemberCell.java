package dev.rendezvous.engine.cell;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;

/**
 * A cell {@code m/<id>}: a living node.
 *
 * @param nonce random, new for each life of a node
 * @param lease the number that the node gave its lease
 * @param done the last round that the node has stopped its work of
 * @param settings the settings of the node
 * @param drain whether the node will leave
 * @param seen the highest numbers that the node knows
 * @param address its address, or empty
 * @param host the name of its host, or empty if its address is that or if it is not known
 * @param pid its process id, or 0
 * @param labels its labels
 */
public record MemberCell(
        String nonce,
        long lease,
        long done,
        RunSettings settings,
        boolean drain,
        Seen seen,
        String address,
        String host,
        long pid,
        Map<String, String> labels) {

    private static final int MAX_LABELS = 64;
    private static final String KEPT_IN_LABELS = "-_.";

    /**
     * The highest numbers that a node knows; what is left of them when the service lost its memory.
     *
     * @param number of rounds
     * @param failures of the run
     * @param changes of the run
     */
    public record Seen(long number, int failures, int changes) {

        /** Nothing was seen. */
        public static final Seen NOTHING = new Seen(0, 0, 0);

        /** {@return the higher number of each} */
        public Seen max(Seen other) {
            return new Seen(
                    Math.max(number, other.number),
                    Math.max(failures, other.failures),
                    Math.max(changes, other.changes));
        }
    }

    /** Copies the labels and keeps their sequence. */
    public MemberCell {
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }

    /** {@return what nodes are put in a natural order by} */
    public String place() {
        return host.isEmpty() ? address : host;
    }

    /** {@return the value} */
    public String line() {
        FieldWriter fields = new FieldWriter()
                .text("nonce", nonce)
                .number("lease", lease)
                .number("done", done)
                .flag("drain", drain)
                .text("seen", seen.number() + "," + seen.failures() + "," + seen.changes())
                .optionalText("addr", address)
                .optionalText("host", host)
                .number("pid", pid)
                .optionalText("labels", labelText());
        return settings.write(fields).line();
    }

    private String labelText() {
        return labels.entrySet().stream()
                .map(label -> Percent.encode(label.getKey(), KEPT_IN_LABELS) + "="
                        + Percent.encode(label.getValue(), KEPT_IN_LABELS))
                .collect(Collectors.joining(","));
    }

    /**
     * Reads a value.
     *
     * @param key where it was found
     * @param line the value
     * @return the cell
     */
    public static MemberCell read(String key, String line) {
        FieldReader fields = FieldReader.of(key, line);
        return new MemberCell(
                fields.text("nonce"),
                fields.number("lease", 1, Long.MAX_VALUE),
                fields.number("done", 0, Long.MAX_VALUE - 1),
                RunSettings.read(fields),
                fields.flag("drain"),
                readSeen(fields),
                fields.text("addr", ""),
                fields.text("host", ""),
                fields.number("pid", 0, Long.MAX_VALUE, 0),
                readLabels(fields));
    }

    private static Seen readSeen(FieldReader fields) {
        String[] numbers = fields.text("seen", "0,0,0").split(",", -1);
        if (numbers.length < 3) {
            throw fields.unexpected("seen", "expected three numbers with commas between them");
        }
        return new Seen(
                fields.parsed("seen", numbers[0], 0, Long.MAX_VALUE - 1),
                (int) fields.parsed("seen", numbers[1], 0, Integer.MAX_VALUE - 1),
                (int) fields.parsed("seen", numbers[2], 0, Integer.MAX_VALUE - 1));
    }

    private static Map<String, String> readLabels(FieldReader fields) {
        Map<String, String> labels = new LinkedHashMap<>();
        String text = fields.text("labels", "");
        for (String label : text.isEmpty() ? new String[0] : text.split(",", MAX_LABELS + 1)) {
            Entry<String, String> pair = readLabel(fields, label);
            labels.put(pair.getKey(), pair.getValue());
        }
        return labels;
    }

    private static Entry<String, String> readLabel(FieldReader fields, String label) {
        int equals = label.indexOf('=');
        if (equals < 1) {
            throw fields.unexpected("labels", "expected key=value, but found " + FieldReader.quoted(label));
        }
        return Map.entry(
                fields.decoded("labels", label.substring(0, equals)),
                fields.decoded("labels", label.substring(equals + 1)));
    }
}
