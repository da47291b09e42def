package dev.rendezvous.c10d.state;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A state that an agent of PyTorch stored.
 *
 * @param family of its release
 * @param release the release
 * @param what the state of the job
 * @param stored the bytes of the key
 * @param json what it says
 */
public record CapturedState(Family family, String release, String what, String stored, String json) {

    private static final Pattern LIST = Pattern.compile("\\[([^\\]]*)\\]");

    /** {@return all of them} */
    public static List<CapturedState> all() {
        try (InputStream stream = Objects.requireNonNull(CapturedState.class.getResourceAsStream("states.tsv"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
            return lines.lines().map(CapturedState::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CapturedState parse(String line) {
        String[] columns = line.split("\t", -1);
        return new CapturedState(Family.of(columns[0]), columns[1], columns[2], columns[3], sorted(columns[4]));
    }

    /** Sets have no order. */
    private static String sorted(String json) {
        return LIST.matcher(json)
                .replaceAll(match -> Matcher.quoteReplacement(Pattern.compile(", ")
                        .splitAsStream(match.group(1))
                        .sorted()
                        .collect(Collectors.joining(", ", "[", "]"))));
    }

    /** {@return the bytes of the key} */
    public byte[] bytes() {
        return stored.getBytes(ISO_8859_1);
    }

    /** {@return whether states of the family look like this one} */
    public boolean fits(Family other) {
        return other.nameField().equals(family.nameField())
                && other.hasRedundancyList() == family.hasRedundancyList()
                && other.isAware() == family.isAware();
    }

    @Override
    public String toString() {
        return release + ": " + what;
    }
}
