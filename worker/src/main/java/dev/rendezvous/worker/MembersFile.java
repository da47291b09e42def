package dev.rendezvous.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rendezvous.Member;
import dev.rendezvous.RendezvousStateException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The file of the members of a round: a line for each node, {@code rdzv/1} and fields {@code key=value} with a blank between them. */
final class MembersFile {

    private static final String HEADER = "rdzv/1";

    private MembersFile() {}

    static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file, UTF_8);
    }

    /**
     * {@return a member for each worker, sorted by rank}
     *
     * @throws RendezvousStateException if the file cannot be read, or a line is damaged
     */
    static List<Member> workers(Path file) {
        List<Member> workers = new ArrayList<>();
        try {
            for (String line : lines(file)) {
                addWorkers(fields(line), workers);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new RendezvousStateException("the file of the members, " + file + ", cannot be read: " + e
                    + "; expected lines " + HEADER + " node=N first=RANK procs=N id=ID addr=ADDRESS");
        }
        return List.copyOf(workers);
    }

    private static void addWorkers(Map<String, String> fields, List<Member> workers) {
        int first = Integer.parseInt(fields.getOrDefault("first", ""));
        int count = Integer.parseInt(fields.getOrDefault("procs", ""));
        String address = decode(fields.getOrDefault("addr", ""));
        for (int rank = first; rank < first + count; rank++) {
            workers.add(new Member(
                    rank,
                    decode(fields.getOrDefault("id", "")),
                    Optional.of(address).filter(text -> !text.isEmpty()),
                    labels(decode(fields.getOrDefault("labels", "")))));
        }
    }

    private static Map<String, String> fields(String line) {
        String[] words = line.split(" ", -1);
        if (!words[0].equals(HEADER)) {
            throw new IllegalArgumentException("expected " + HEADER + " at the begin of " + line);
        }
        Map<String, String> fields = new HashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                fields.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        return fields;
    }

    /** Keys and values are encoded once more than the whole. */
    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new HashMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("expected labels to be pairs, not " + text);
            }
            labels.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
        }
        return labels;
    }

    /** A plus sign stands for itself. */
    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }
}
