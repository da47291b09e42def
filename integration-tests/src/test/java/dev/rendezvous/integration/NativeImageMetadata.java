package dev.rendezvous.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What jars tell native-image. */
final class NativeImageMetadata {

    private static final ObjectMapper JSON = new ObjectMapper();

    private NativeImageMetadata() {}

    /** {@return the one file of a jar} */
    static byte[] bytes(Path jar) throws IOException {
        List<byte[]> files = Author.contents(jar).entrySet().stream()
                .filter(entry -> entry.getKey().matches("META-INF/native-image/.+/.+/reachability-metadata\\.json"))
                .map(Map.Entry::getValue)
                .toList();
        assertThat(files).as("files in %s", jar).hasSize(1);
        return files.get(0);
    }

    static JsonNode of(Path jar) throws IOException {
        return read(bytes(jar));
    }

    static JsonNode read(byte[] bytes) throws IOException {
        return JSON.readTree(bytes);
    }

    /** {@return the entries of a section, over several files} */
    static Set<JsonNode> entries(String section, List<JsonNode> files) {
        Set<JsonNode> entries = new LinkedHashSet<>();
        files.forEach(file -> file.path(section).forEach(entries::add));
        return entries;
    }

    /** {@return a text that each entry of a section has} */
    static List<String> texts(String section, String key, List<JsonNode> files) {
        List<String> texts = new ArrayList<>();
        entries(section, files).forEach(entry -> texts.add(entry.path(key).textValue()));
        return texts;
    }
}
