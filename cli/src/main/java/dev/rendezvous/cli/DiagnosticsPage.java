package dev.rendezvous.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The page of the diagnostics, as the build copied it into this jar.
 *
 * @param sections the lines of each section, by the id in its heading
 */
record DiagnosticsPage(SortedMap<String, List<String>> sections) {

    private static final String RESOURCE = "diagnostics.md";
    private static final String HEADING = "## ";
    private static final String FENCE = "```";
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)]\\([^)]*\\)");

    static DiagnosticsPage load() {
        try (InputStream in =
                Objects.requireNonNull(DiagnosticsPage.class.getResourceAsStream(RESOURCE), "the build copies it")) {
            return parse(new String(in.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DiagnosticsPage parse(String markdown) {
        SortedMap<String, List<String>> sections = new TreeMap<>();
        List<String> introduction = new ArrayList<>();
        List<String> section = introduction;
        for (String line : markdown.lines().toList()) {
            if (line.startsWith(HEADING)) {
                section = new ArrayList<>();
                sections.put(line.substring(HEADING.length()).strip(), section);
            } else {
                section.add(line);
            }
        }
        return new DiagnosticsPage(Collections.unmodifiableSortedMap(sections));
    }

    /**
     * {@return a section for a terminal: code is indented, and of a link only its text is left}
     *
     * @param id the id, which must be known
     */
    String text(String id) {
        List<String> lines = new ArrayList<>();
        boolean isCode = false;
        for (String line : Objects.requireNonNull(sections.get(id), id)) {
            if (line.startsWith(FENCE)) {
                isCode = !isCode;
            } else {
                lines.add((isCode ? "    " + line : LINK.matcher(line).replaceAll("$1")).stripTrailing());
            }
        }
        return String.join("\n", lines).strip();
    }
}
